using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Storage;
using CallImport.Tests.E2E.Engagements;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Web.Auth;
using CallImport.Web.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.E2E.Endpoints;

public sealed class RecordingEndpointTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string Sha256 = new('b', 64);

    private LibraryDatabase library = null!; // Set before the first test by InitializeAsync.
    private WebApplication server = null!; // Set before the first test by InitializeAsync.
    private HttpClient client = null!; // Set before the first test by InitializeAsync.
    private Actor actor = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        library = await LibraryDatabase.CreateAsync(postgres, Cancellation);
        actor = await library.AddWorkspaceAsync("Ours", Cancellation);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(library.Databases).AddSingleton<EngagementQueries>().AddSingleton<IRecordingStore, LetterStore>();
        builder.Services.AddAuthentication(HeaderSignIn.Scheme).AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.Scheme, null);
        builder.Services.AddAuthorization(Policies.Define);
        server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.UseAuthentication();
        server.UseAuthorization();
        server.MapRecordings();
        await server.StartAsync(Cancellation);
        client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await library.DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_to_be()
    {
        var recording = await AddAsync("audio/mpeg");
        ((LetterStore)server.Services.GetRequiredService<IRecordingStore>()).IsAway = true;

        using var answer = await GetAsync(actor, recording);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("cannot be read at the moment", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_served_whole_and_inert()
    {
        using var answer = await GetAsync(actor, await AddAsync("audio/mpeg"));

        Assert.Equal("abcdefghijklmnopqrstuvwxyz", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(("audio/mpeg", $"\"{Sha256}\"", "bytes"), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.ETag?.Tag, answer.Headers.AcceptRanges.Single()));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.Private);
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData("bytes=2-4", null, 206, "cde")]
    [InlineData("bytes=-3", null, 206, "xyz")]
    [InlineData("bytes=2-4", "same", 206, "cde")]
    [InlineData("bytes=2-4", "other", 200, "abcdefghijklmnopqrstuvwxyz")]
    [InlineData("bytes=99-", null, 416, "")]
    public async Task Parts_are_served_as_long_as_the_file_is_the_same(string range, string? ifRange, int status, string body)
    {
        using var answer = await GetAsync(actor, await AddAsync("audio/mpeg"), configure: headers =>
        {
            headers.TryAddWithoutValidation("Range", range);
            if (ifRange is not null)
            {
                headers.TryAddWithoutValidation("If-Range", ifRange == "same" ? $"\"{Sha256}\"" : "\"other\"");
            }
        });

        Assert.Equal((status, body), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Head_tells_the_length_and_sends_nothing()
    {
        using var answer = await GetAsync(actor, await AddAsync("audio/mpeg"), method: HttpMethod.Head);

        Assert.Equal((HttpStatusCode.OK, 26L), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("text/html", "")]
    [InlineData("image/svg+xml", "")]
    [InlineData(null, "")]
    [InlineData("audio/mpeg", "?download")]
    public async Task What_does_not_merely_play_is_a_file_to_save(string? mediaType, string query)
    {
        using var answer = await GetAsync(actor, await AddAsync(mediaType), query);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(mediaType == "audio/mpeg" ? "2026-11-20 A B.mp3" : "2026-11-20 A B.bin", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal(mediaType == "audio/mpeg" ? "audio/mpeg" : "application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_foreign_recording_is_answered_like_none_and_strangers_like_strangers()
    {
        var id = await AddAsync("audio/mpeg");
        var other = await library.AddWorkspaceAsync("Theirs", Cancellation);

        using var foreign = await GetAsync(other, id);
        using var none = await GetAsync(other, Guid.NewGuid());
        using var stranger = await GetAsync(null, id);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (foreign.StatusCode, none.StatusCode, stranger.StatusCode));
        Assert.Equal(none.Headers.Select(header => header.Key), foreign.Headers.Select(header => header.Key));
    }

    private Task<Guid> AddAsync(string? mediaType) => library.AddCallAsync(
        actor, new StoredCallSample { Title = "A/../\"B\"\r\n", RecordingSha256 = Sha256, RecordingMediaType = mediaType }, Cancellation);

    private async Task<HttpResponseMessage> GetAsync(
        Actor? who, Guid id, string query = "", HttpMethod? method = null, Action<HttpRequestHeaders>? configure = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"/recordings/{id}{query}", UriKind.Relative));
        if (who is not null)
        {
            request.Headers.Add(HeaderSignIn.Scheme, who.WorkspaceId.ToString());
        }

        configure?.Invoke(request.Headers);
        return await client.SendAsync(request, Cancellation);
    }

    /// <summary>Every recording is the alphabet.</summary>
    private sealed class LetterStore : IRecordingStore
    {
        public bool IsAway { get; set; }

        public Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken) => IsAway
            ? throw new CallFaultException(FailureClass.Storage, "The bucket of somebody cannot be reached.")
            : Task.FromResult<Stream>(new MemoryStream(Encoding.ASCII.GetBytes("abcdefghijklmnopqrstuvwxyz")));

        public Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long?> LengthAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredObject> ListAsync(bool staged, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ProbeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    /// <summary>Signs in whoever says which workspace is theirs.</summary>
    private sealed class HeaderSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public new const string Scheme = "Test-Workspace";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Scheme].ToString() is not { Length: > 0 } workspace)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()), new(SessionClaims.Workspace, workspace), new(SessionClaims.Role, "viewer")], Scheme);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
        }
    }
}
