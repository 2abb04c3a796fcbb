using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>The requests that are made to Grain; all of them read, and most are POST with a JSON body.</summary>
internal sealed class GrainApi(PlatformTransport transport)
{
    public const string VersionHeader = "Public-Api-Version";
    public const string Version = "2025-10-31";

    private const string Root = "/_/public-api/v2/recordings";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static string Name => GrainPlatform.Descriptor.DisplayName;

    public async Task<GrainPage> RecordingsAsync(PlatformConnection connection, GrainListRequest body, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, connection, Root);
        request.Content = JsonContent.Create(body, options: Json);
        var answer = await SendAsync(request, cancellationToken);
        if (body.Cursor is not null && answer.Status == HttpStatusCode.BadRequest)
        {
            throw GrainErrors.DeadCursor();
        }

        var page = Read(answer);
        return page.Property("recordings").ValueKind == JsonValueKind.Array
            ? new GrainPage([.. page.Property("recordings").EnumerateArray()], page.Text("cursor"))
            : throw PlatformAnswer.Unusable(Name);
    }

    /// <summary>The answer is the address that it redirects to, or the file itself.</summary>
    public async Task<PlatformAnswer> DownloadAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, connection, DownloadPath(id)).KeepingRedirects();
        return await SendAsync(request, cancellationToken);
    }

    public async Task<PlatformAnswer> TranscriptAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, connection, $"{Root}/{Uri.EscapeDataString(id)}/transcript");
        return await SendAsync(request, cancellationToken);
    }

    /// <exception cref="PlatformException">What the table says of any other answer than a good one.</exception>
    public static JsonElement Read(PlatformAnswer answer) => GrainErrors.Of(answer) is { } error
        ? throw error
        : answer.Read<JsonElement>(Name, JsonSerializerOptions.Web);

    public static string DownloadPath(string id) => $"{Root}/{Uri.EscapeDataString(id)}/download";

    /// <summary>A token that was typed in, or one that came by sign-in: both are sent alike.</summary>
    public static string Authorization(PlatformConnection connection) =>
        $"Bearer {connection.Secret.Values.GetValueOrDefault(GrainPlatform.Token) ?? connection.Secret[TokenFields.AccessToken]}";

    private Task<PlatformAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        transport.SendAsync(request, GrainPlatform.Slug, Name, cancellationToken);

    private static HttpRequestMessage Request(HttpMethod method, PlatformConnection connection, string path)
    {
        var request = PlatformRequest.Create(method, connection, path);
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(Authorization(connection));
        request.Headers.TryAddWithoutValidation(VersionHeader, Version);
        return request;
    }
}

/// <param name="Recordings">As they came: everything may be null or absent.</param>
/// <param name="Cursor">Null on the last page.</param>
internal sealed record GrainPage(IReadOnlyList<JsonElement> Recordings, string? Cursor);

internal sealed record GrainListRequest
{
    public string? Cursor { get; init; }

    public GrainFilter? Filter { get; init; }

    public GrainInclude? Include { get; init; }
}

internal sealed record GrainFilter(DateTimeOffset AfterDatetime, DateTimeOffset BeforeDatetime);

internal sealed record GrainInclude(bool Participants);
