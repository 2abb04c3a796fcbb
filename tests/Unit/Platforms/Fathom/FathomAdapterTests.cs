using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Fathom;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Fathom;

/// <summary>Answers as documented: developers.fathom.ai/api-reference.</summary>
public sealed class FathomAdapterTests : IDisposable
{
    private const string Meetings = "GET /meetings";
    private const string Order = "POST /recordings/7/download";
    private const string Ask = "GET /recordings/7/downloads/dl_1";
    private const string Transcript = "GET /recordings/7/transcript";

    private static readonly CallQuery March = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 8, 0, 0, 0, TimeSpan.Zero));

    private readonly CannedVendor vendor = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => vendor.Dispose();

    [Theory]
    [InlineData("""{"limit":10,"next_cursor":null}""")]
    [InlineData("""{"items":null}""")]
    [InlineData("""{"items":[{"title":"nobody knows which"}]}""")]
    [InlineData("""{"items":[{"recor""")]
    [InlineData("""[]""")]
    public async Task A_list_that_cannot_be_used_is_an_error_and_not_an_end(string body)
    {
        vendor.On(Meetings, 200, body);

        var error = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(Connection(), March, null, Cancelled));

        Assert.Equal(PlatformFault.UnusableAnswer, error.Fault);
    }

    [Fact]
    public async Task Only_with_a_cursor_does_a_malformed_request_mean_that_the_cursor_is_dead()
    {
        vendor.On(Meetings, 400, "").On(Meetings, 400, "");

        var first = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(Connection(), March, null, Cancelled));
        var second = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(Connection(), March, "gone", Cancelled));

        Assert.Equal((PlatformFault.None, PlatformFault.CursorExpired), (first.Fault, second.Fault));
    }

    [Fact]
    public async Task What_is_more_than_a_few_pages_is_not_counted()
    {
        for (var page = 0; page < 5; page++)
        {
            vendor.On(Meetings, 200, $$"""{"items":[{"recording_id":{{page}},"recording_start_time":"2026-03-02T00:00:00Z"}],"next_cursor":"{{page}}"}""");
        }

        Assert.Equal(new CallCount(null, false), await Adapter().CountCallsAsync(Connection(), March, Cancelled));
    }

    [Fact]
    public async Task Meetings_that_were_listed_in_the_window_but_began_outside_do_not_count()
    {
        vendor.On(Meetings, 200,
            """
            {"items":[{"recording_id":1,"recording_start_time":"2026-03-08T00:00:00Z"},{"recording_id":2,"recording_start_time":"2026-03-07T23:59:59Z"},
             {"recording_id":3,"recording_start_time":"2026-02-28T23:59:59Z"}],"next_cursor":null}
            """);

        Assert.Equal(new CallCount(1, true), await Adapter().CountCallsAsync(Connection(), March, Cancelled));
    }

    [Fact]
    public async Task A_recording_is_ordered_and_the_order_is_to_be_kept()
    {
        vendor.On(Order, 202, """{"download_id":"dl_1","recording_id":7,"status":"processing"}""");

        var pending = Assert.IsType<RecordingNotReady>(await LocateAsync(null));

        Assert.Equal("dl_1", pending.DownloadToken);
        Assert.True(pending.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public async Task An_order_that_is_known_is_asked_about_and_not_repeated()
    {
        vendor.On(Ask, 200, """{"download_id":"dl_1","recording_id":7,"status":"processing"}""").On(Ask, 200, Completed("video"));

        var pending = await LocateAsync("dl_1");
        var located = Assert.IsType<RecordingAt>(await LocateAsync("dl_1"));

        Assert.Equal("dl_1", Assert.IsType<RecordingNotReady>(pending).DownloadToken);
        Assert.Equal(("https://media.test/x?sig=s", null), (located.Url.AbsoluteUri, located.Authorization));
        Assert.Equal([Ask, Ask], vendor.Seen.Select(request => request.Request));
    }

    [Theory]
    [InlineData(200, """{"download_id":"dl_1","status":"expired"}""")]
    [InlineData(200, """{"download_id":"dl_1","status":"failed","failure_reason":"generation_timeout"}""")]
    [InlineData(404, "")]
    public async Task An_order_that_came_to_nothing_is_repeated(int status, string body)
    {
        vendor.On(Ask, status, body).On(Order, 202, """{"download_id":"dl_2","status":"processing"}""");

        Assert.Equal("dl_2", Assert.IsType<RecordingNotReady>(await LocateAsync("dl_1")).DownloadToken);
    }

    [Fact]
    public async Task An_order_whose_address_was_refused_is_repeated_without_asking()
    {
        vendor.On(Order, 202, Completed("audio"));

        var answers = await Adapter().LocateRecordingsAsync(
            Connection(), [new SourceCallReference("7", null, "dl_1") { LocationRefused = true }], Cancelled);

        Assert.IsType<RecordingAt>(answers["7"]);
    }

    [Fact]
    public async Task A_file_that_is_there_already_is_answered_at_once()
    {
        vendor.On(Order, 202, Completed("audio"));

        Assert.IsType<RecordingAt>(await LocateAsync(null));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task What_cannot_be_ordered_is_absent_and_says_why(int status)
    {
        vendor.On(Order, status, "");

        Assert.NotEmpty(Assert.IsType<RecordingAbsent>(await LocateAsync(null)).Reason);
    }

    [Theory]
    [InlineData(200, """{"transcript":null}""")]
    [InlineData(200, """{"transcript":[]}""")]
    [InlineData(200, """{"destination_url":"https://somewhere.test"}""")]
    [InlineData(404, "")]
    public async Task A_transcript_that_is_not_there_is_not_ready(int status, string body)
    {
        vendor.On(Transcript, status, body);

        var answers = await Adapter().GetTranscriptsAsync(Connection(), [new SourceCallReference("7", null, null)], Cancelled);

        Assert.IsType<TranscriptNotReady>(answers["7"]);
    }

    [Fact]
    public async Task A_failing_transcript_request_never_means_that_there_is_none()
    {
        vendor.On(Transcript, 503, "");

        await Assert.ThrowsAsync<PlatformException>(
            () => Adapter().GetTranscriptsAsync(Connection(), [new SourceCallReference("7", null, null)], Cancelled));
    }

    private static string Completed(string kind) =>
        $$$"""{"download_id":"dl_1","recording_id":7,"status":"completed","{{{kind}}}":{"url":"https://media.test/x?sig=s","content_type":"{{{kind}}}/mp4"}}""";

    private static PlatformConnection Connection() => CannedVendor.Connection("https://vendor.test", null, (FathomPlatform.ApiKey, "the-key"));

    private FathomAdapter Adapter() => new(new PlatformTransport(vendor, TimeProvider.System), TokenEndpoints.For(vendor));

    private async Task<RecordingAnswer> LocateAsync(string? token) =>
        (await Adapter().LocateRecordingsAsync(Connection(), [new SourceCallReference("7", null, token)], Cancelled))["7"];
}
