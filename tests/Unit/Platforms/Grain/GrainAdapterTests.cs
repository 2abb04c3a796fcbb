using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Grain;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Grain;

/// <summary>Answers as documented: developers.grain.com, version 2025-10-31.</summary>
public sealed class GrainAdapterTests : IDisposable
{
    private const string List = "POST /_/public-api/v2/recordings";
    private const string Download = "GET /_/public-api/v2/recordings/7/download";
    private const string Transcript = "GET /_/public-api/v2/recordings/7/transcript";

    private static readonly CallQuery March = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 8, 0, 0, 0, TimeSpan.Zero));

    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Theory]
    [InlineData("""{"cursor":null}""")]
    [InlineData("""{"recordings":null}""")]
    [InlineData("""{"recordings":[{"title":"nobody knows which"}]}""")]
    [InlineData("""{"recor""")]
    [InlineData("""[]""")]
    public async Task A_list_that_cannot_be_used_is_an_error_and_not_an_end(string body)
    {
        vendor.On(List, 200, body);

        var error = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(Connection(), March, null, Cancelled));

        Assert.Equal(PlatformFault.UnusableAnswer, error.Fault);
    }

    [Fact]
    public async Task The_cursor_goes_into_the_body_and_everything_else_stays_the_same()
    {
        vendor.On(List, 200, Page("next", "2026-03-07T00:00:00Z")).On(List, 200, Page(null, "2026-03-06T00:00:00Z"));

        var first = await Adapter().ListCallsAsync(Connection(), March, null, Cancelled);
        await Adapter().ListCallsAsync(Connection(), March, first.NextCursor, Cancelled);

        var bodies = Bodies();
        Assert.False(bodies[0].TryGetProperty("cursor", out _));
        Assert.Equal("next", bodies[1].GetProperty("cursor").GetString());
        Assert.Equal(bodies[0].GetProperty("filter").GetRawText(), bodies[1].GetProperty("filter").GetRawText());
        Assert.Equal(March.From, bodies[0].GetProperty("filter").GetProperty("after_datetime").GetDateTimeOffset());
        Assert.Equal(March.To, bodies[0].GetProperty("filter").GetProperty("before_datetime").GetDateTimeOffset());
        Assert.True(bodies[0].GetProperty("include").GetProperty("participants").GetBoolean());
    }

    [Fact]
    public async Task A_first_page_outside_the_window_shows_that_the_filters_are_the_other_way_round()
    {
        vendor.On(List, 200, Page("lost", "2025-12-01T00:00:00Z"))
            .On(List, 200, Page("all-2", "2026-03-20T00:00:00Z"))
            .On(List, 200, Page(null, "2026-03-02T00:00:00Z"));

        var first = await Adapter().ListCallsAsync(Connection(), March, null, Cancelled);
        var second = await Adapter().ListCallsAsync(Connection(), March, first.NextCursor, Cancelled);

        Assert.Null(second.NextCursor);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), Assert.Single(second.Calls).StartedAt);
        var bodies = Bodies();
        Assert.All(bodies[1..], body => Assert.False(body.TryGetProperty("filter", out _)));
        Assert.Equal("all-2", bodies[2].GetProperty("cursor").GetString());
    }

    [Fact]
    public async Task Only_with_a_cursor_does_a_malformed_request_mean_that_the_cursor_is_dead()
    {
        vendor.On(List, 400, "").On(List, 400, "");

        var first = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(Connection(), March, null, Cancelled));
        var second = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(Connection(), March, "gone", Cancelled));

        Assert.Equal((PlatformFault.None, PlatformFault.CursorExpired), (first.Fault, second.Fault));
    }

    [Fact]
    public async Task A_redirect_is_the_address_and_the_media_host_gets_no_token()
    {
        vendor.On(Download, 302, "", "text/plain", ("Location", "https://media.test/7.mp4?sig=s"));

        var located = Assert.IsType<RecordingAt>(await LocateAsync());

        Assert.Equal(("https://media.test/7.mp4?sig=s", null), (located.Url.AbsoluteUri, located.Authorization));
        Assert.Equal("Bearer the-token", Assert.Single(vendor.Seen).Authorization);
    }

    [Fact]
    public async Task The_file_itself_is_fetched_where_it_was_found_with_token_version_and_limit()
    {
        vendor.On(Download, 200, "bytes", "video/mp4");

        var located = Assert.IsType<RecordingAt>(await LocateAsync());

        Assert.Equal("https://vendor.test/_/public-api/v2/recordings/7/download", located.Url.AbsoluteUri);
        Assert.Equal(("Bearer the-token", "api", "2025-10-31"), (located.Authorization, located.LimitGroup, located.Headers["Public-Api-Version"]));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task What_has_no_file_is_absent_and_says_why(int status)
    {
        vendor.On(Download, status, "");

        Assert.NotEmpty(Assert.IsType<RecordingAbsent>(await LocateAsync()).Reason);
    }

    [Theory]
    [InlineData(200, "[]", typeof(TranscriptNotReady))]
    [InlineData(200, """[{"text":null}]""", typeof(TranscriptNotReady))]
    [InlineData(404, "", typeof(TranscriptNotReady))]
    [InlineData(403, "", typeof(TranscriptNotPermitted))]
    public async Task A_transcript_that_does_not_come_says_why(int status, string body, Type expected)
    {
        vendor.On(Transcript, status, body);

        Assert.IsType(expected, await TranscriptAsync());
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(200, """{"not":"a list"}""")]
    public async Task A_failing_transcript_request_never_means_that_there_is_none(int status, string body)
    {
        vendor.On(Transcript, status, body);

        await Assert.ThrowsAsync<PlatformException>(TranscriptAsync);
    }

    private static string Page(string? cursor, string start) =>
        JsonSerializer.Serialize(new { cursor, recordings = new[] { new { id = $"at {start}", start_datetime = start } } });

    private static PlatformConnection Connection() => CannedVendor.Connection("https://vendor.test", null, (GrainPlatform.Token, "the-token"));

    private GrainAdapter Adapter() => new(new PlatformTransport(vendor, TimeProvider.System), TokenEndpoints.For(vendor));

    private List<JsonElement> Bodies() => [.. vendor.Seen.Select(request => JsonDocument.Parse(request.Body ?? "").RootElement)];

    private async Task<RecordingAnswer> LocateAsync() =>
        (await Adapter().LocateRecordingsAsync(Connection(), [new SourceCallReference("7", null, null)], Cancelled))["7"];

    private async Task<TranscriptAnswer> TranscriptAsync() =>
        (await Adapter().GetTranscriptsAsync(Connection(), [new SourceCallReference("7", null, null)], Cancelled))["7"];
}
