using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms.Gong;

public sealed class GongAdapterTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private static readonly CallQuery March =
        new(new(2026, 3, 1, 0, 0, 0, 500, TimeSpan.Zero), new(2026, 3, 8, 0, 0, 0, 500, TimeSpan.Zero));

    private readonly CannedVendor vendor = new();

    public void Dispose() => vendor.Dispose();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_cursor_goes_into_the_body_and_everything_else_stays_the_same()
    {
        vendor.On(GongAnswers.Extensive, 200, GongAnswers.Page("second", "1")).On(GongAnswers.Extensive, 200, GongAnswers.Page(null, "2"));

        var first = await Adapter().ListCallsAsync(GongAnswers.Connection(), March, null, Cancelled);
        var second = await Adapter().ListCallsAsync(GongAnswers.Connection(), March, first.NextCursor, Cancelled);

        Assert.Equal("second", first.NextCursor);
        Assert.Null(second.NextCursor);
        var bodies = vendor.Seen.Select(request => JsonDocument.Parse(request.Body ?? "").RootElement).ToList();
        Assert.False(bodies[0].TryGetProperty("cursor", out _));
        Assert.Equal("second", bodies[1].GetProperty("cursor").GetString());
        Assert.Equal("2026-03-01T00:00:00Z", bodies[1].GetProperty("filter").GetProperty("fromDateTime").GetString());
        Assert.Equal("2026-03-08T00:00:01Z", bodies[1].GetProperty("filter").GetProperty("toDateTime").GetString());
        Assert.Equal(bodies[0].GetProperty("filter").GetRawText(), bodies[1].GetProperty("filter").GetRawText());
        Assert.True(bodies[0].GetProperty("contentSelector").GetProperty("exposedFields").GetProperty("parties").GetBoolean());
    }

    [Fact]
    public async Task The_key_is_sent_as_basic_credentials()
    {
        vendor.On(GongAnswers.Extensive, 200, GongAnswers.Page(null));

        await Adapter().CountCallsAsync(GongAnswers.Connection(), March, Cancelled);

        Assert.Equal($"Basic {Convert.ToBase64String("the-access-key:the-key-secret"u8)}", vendor.Seen[0].Authorization);
    }

    [Fact]
    public async Task Requests_go_below_the_base_url_of_the_account()
    {
        vendor.On("POST /gong/v2/calls/extensive", 200, GongAnswers.Page(null));

        await Adapter().CountCallsAsync(GongAnswers.Connection("https://eu.example/gong/"), March, Cancelled);

        Assert.Single(vendor.Seen);
    }

    [Fact]
    public async Task An_empty_window_is_an_empty_page_and_a_count_of_nothing()
    {
        vendor.On(GongAnswers.Extensive, 404, GongAnswers.NothingFound).On(GongAnswers.Extensive, 404, GongAnswers.NothingFound);

        var page = await Adapter().ListCallsAsync(GongAnswers.Connection(), March, null, Cancelled);

        Assert.Empty(page.Calls);
        Assert.Null(page.NextCursor);
        Assert.Equal(new CallCount(0, true), await Adapter().CountCallsAsync(GongAnswers.Connection(), March, Cancelled));
    }

    [Theory]
    [InlineData("""{"records":{"totalRecords":1}}""")]
    [InlineData("""{"calls":[]}""")]
    [InlineData("""{"records":{},"calls":null}""")]
    [InlineData("""{"records":{},"calls":[{"metaData":{}}]}""")]
    [InlineData("""{"records":{},"calls":[{"metaDa""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public async Task A_list_that_cannot_be_used_is_an_error_and_not_an_end(string body)
    {
        vendor.On(GongAnswers.Extensive, 200, body);

        var error = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(GongAnswers.Connection(), March, null, Cancelled));

        Assert.Equal(PlatformFault.UnusableAnswer, error.Fault);
        Assert.Equal(FailureClass.Transient, error.FailureClass);
    }

    [Fact]
    public async Task A_page_of_html_is_an_error_and_not_an_end()
    {
        vendor.On(GongAnswers.Extensive, 200, "<html>Please sign in</html>", "text/html");

        var error = await Assert.ThrowsAsync<PlatformException>(() => Adapter().ListCallsAsync(GongAnswers.Connection(), March, null, Cancelled));

        Assert.Equal(PlatformFault.UnusableAnswer, error.Fault);
    }

    [Fact]
    public async Task A_mangled_character_does_not_cost_the_page()
    {
        vendor.On(GongAnswers.Extensive, 200, """{"records":{},"calls":[{"metaData":{"id":"1","title":"a\u0000b\ud800c"}}]}""");

        var page = await Adapter().ListCallsAsync(GongAnswers.Connection(), March, null, Cancelled);

        Assert.Equal("a\ufffdb\ufffdc", page.Calls[0].Title);
        Assert.DoesNotContain("\\u0000", page.Calls[0].SourceMetadata, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_of_many_calls_cost_one_request_and_every_id_is_answered()
    {
        vendor.On(GongAnswers.Extensive, 200,
            """
            {"records":{},"calls":[
             {"metaData":{"id":"1","started":"2026-03-01T00:00:00Z"},"media":{"audioUrl":"https://media.test/1.mp3"}},
             {"metaData":{"id":"2","started":"2026-03-10T00:00:00Z"}},
             {"metaData":{"id":"3","started":"2026-03-01T00:00:00Z"},"media":{}}]}
            """);

        var answers = await Adapter().LocateRecordingsAsync(GongAnswers.Connection(), References("1", "2", "3", "4"), Cancelled);

        Assert.Single(vendor.Seen);
        var located = Assert.IsType<RecordingAt>(answers["1"]);
        Assert.Equal("https://media.test/1.mp3", located.Url.AbsoluteUri);
        Assert.Null(located.Authorization);
        Assert.IsType<RecordingNotReady>(answers["2"]);
        Assert.IsType<RecordingAbsent>(answers["3"]);
        Assert.IsType<RecordingAbsent>(answers["4"]);
        using var body = JsonDocument.Parse(vendor.Seen[0].Body ?? "");
        Assert.True(body.RootElement.GetProperty("contentSelector").GetProperty("exposedFields").GetProperty("media").GetBoolean());
        Assert.False(body.RootElement.GetProperty("filter").TryGetProperty("fromDateTime", out _));
    }

    [Fact]
    public async Task Nothing_is_asked_for_nobody()
    {
        Assert.Empty(await Adapter().LocateRecordingsAsync(GongAnswers.Connection(), [], Cancelled));
        Assert.Empty(await Adapter().GetTranscriptsAsync(GongAnswers.Connection(), [], Cancelled));
        Assert.Empty(vendor.Seen);
    }

    [Fact]
    public async Task Transcripts_come_in_batches_with_their_original_and_what_is_missing_is_not_ready()
    {
        vendor.On(GongAnswers.Transcript, 200, GongAnswers.Transcripts.Replace("\"currentPageNumber\":0", "\"cursor\":\"next\"", StringComparison.Ordinal));
        vendor.On(GongAnswers.Transcript, 200,
            """{"records":{},"callTranscripts":[{"callId":3,"transcript":[{"speakerId":7,"sentences":[{"start":"5","end":6,"text":"Late"}]}]}]}""");

        var answers = await Adapter().GetTranscriptsAsync(GongAnswers.Connection(), References("1", "2", "3", "4"), Cancelled);

        var first = Assert.IsType<TranscriptReady>(answers["1"]);
        Assert.Equal(3, first.Transcript.Segments.Count);
        Assert.Contains("Objections", first.Original, StringComparison.Ordinal);
        Assert.IsType<TranscriptNotReady>(answers["2"]);
        Assert.Equal("7", Assert.IsType<TranscriptReady>(answers["3"]).Transcript.Segments[0].Speaker);
        Assert.IsType<TranscriptNotReady>(answers["4"]);
        Assert.Contains("\"cursor\":\"next\"", vendor.Seen[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_that_lead_in_circles_are_not_followed_for_ever()
    {
        foreach (var cursor in (string[])["there", "back", "there", "back"])
        {
            vendor.On(GongAnswers.Transcript, 200, $$"""{"records":{"cursor":"{{cursor}}"},"callTranscripts":[]}""");
            vendor.On(GongAnswers.Extensive, 200, $$"""{"records":{"cursor":"{{cursor}}"},"calls":[]}""");
        }

        foreach (var ask in (Func<Task>[])[
            () => Adapter().GetTranscriptsAsync(GongAnswers.Connection(), References("1", "2"), Cancelled),
            () => Adapter().LocateRecordingsAsync(GongAnswers.Connection(), References("1", "2"), Cancelled)])
        {
            Assert.Equal(PlatformFault.UnusableAnswer, (await Assert.ThrowsAsync<PlatformException>(ask)).Fault);
        }

        Assert.Equal(6, vendor.Seen.Count);
    }

    [Theory]
    [InlineData(401, "Missing scope api:calls:read:transcript", typeof(TranscriptNotPermitted))]
    [InlineData(403, "You do not have permission", typeof(TranscriptNotPermitted))]
    [InlineData(404, "No calls found corresponding to the provided filters", typeof(TranscriptNotReady))]
    public async Task Transcripts_that_do_not_come_say_why(int status, string says, Type expected)
    {
        vendor.On(GongAnswers.Transcript, status, GongAnswers.Errors(says));

        var answers = await Adapter().GetTranscriptsAsync(GongAnswers.Connection(), References("1"), Cancelled);

        Assert.IsType(expected, answers["1"]);
    }

    [Fact]
    public async Task A_failing_transcript_request_never_means_that_there_is_none()
    {
        vendor.On(GongAnswers.Transcript, 503, "");

        await Assert.ThrowsAsync<PlatformException>(() => Adapter().GetTranscriptsAsync(GongAnswers.Connection(), References("1"), Cancelled));
    }

    private GongAdapter Adapter() => new(GongAnswers.Transport(vendor), TokenEndpoints.For(vendor), new FakeTimeProvider(Now));

    private static List<SourceCallReference> References(params string[] ids) => [.. ids.Select(id => new SourceCallReference(id, null, null))];
}
