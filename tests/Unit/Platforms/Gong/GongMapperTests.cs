using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Infrastructure.Platforms.Gong;

namespace CallImport.Tests.Unit.Platforms.Gong;

public sealed class GongMapperTests
{
    private static readonly DateTimeOffset WindowStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_field_comes_from_its_own_place()
    {
        var call = GongMapper.ToSourceCall(First(GongAnswers.FullPage), WindowStart);

        Assert.NotNull(call);
        Assert.Equal("17782342274025937895", call.SourceCallId);
        Assert.Null(call.SourceGroupId);
        Assert.Equal("Acme - discovery", call.Title);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 18, 1, 12, TimeSpan.Zero), call.StartedAt);
        Assert.Equal(TimeSpan.Zero, call.StartedAt.Offset);
        Assert.Equal(1847, call.DurationSeconds);
        Assert.Equal("conference", call.Direction);
        Assert.Equal("eng", call.Language);
        Assert.Equal("https://app.gong.io/call?id=7782342274025937895", call.SourceUrl);
        Assert.Equal(
            [
                new Participant("Ria Rep", "rep@acme.test", "+1 555 0100", "AE", "6432345678555530067", true),
                new Participant("Caller", null, "+1 123-567-8989", null, "2799001234567890123", false),
            ],
            call.Participants);
    }

    [Fact]
    public void Provenance_keeps_what_Gong_said_but_nothing_signed_or_secret()
    {
        var metadata = GongMapper.ToSourceCall(First(GongAnswers.FullPage), WindowStart)?.SourceMetadata ?? "";

        using var json = JsonDocument.Parse(metadata);
        Assert.True(json.RootElement.GetProperty("metaData").GetProperty("isPrivate").GetBoolean());
        Assert.Equal("623457276584334", json.RootElement.GetProperty("metaData").GetProperty("workspaceId").GetString());
        Assert.Equal("https://zoom.us/j/123", json.RootElement.GetProperty("metaData").GetProperty("meetingUrl").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("parties").GetArrayLength());
        Assert.DoesNotContain("media.example", metadata, StringComparison.Ordinal);
        Assert.DoesNotContain("room-password", metadata, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_comes_twice_does_not_cost_the_page() => Assert.Contains(
        "\"title\":\"second\"",
        GongMapper.ToSourceCall(First("""{"calls":[{"metaData":{"id":"1","title":"first","meetingUrl":"https://zoom.us/j/1?pwd=x","title":"second"}}]}"""), WindowStart)?.SourceMetadata,
        StringComparison.Ordinal);

    [Fact]
    public void A_call_about_which_nothing_is_known_still_comes_over()
    {
        var call = GongMapper.ToSourceCall(First(GongAnswers.BarePage), WindowStart);

        Assert.NotNull(call);
        Assert.Equal("7782342274025937895", call.SourceCallId);
        Assert.Equal(WindowStart, call.StartedAt);
        Assert.Null(call.Title);
        Assert.Null(call.DurationSeconds);
        Assert.Null(call.Direction);
        Assert.Null(call.Language);
        Assert.Null(call.SourceUrl);
        Assert.Empty(call.Participants);
        Assert.Null(GongMapper.RecordingOf(First(GongAnswers.BarePage)));
    }

    [Theory]
    [InlineData("""{"started":"0001-01-01T00:00:00Z","scheduled":"2026-03-02T10:00:00Z"}""", "2026-03-02T10:00:00Z")]
    [InlineData("""{"started":"+292278994-08-17T07:12:55Z"}""", "2026-01-01T00:00:00Z")]
    [InlineData("""{"started":"soon"}""", "2026-01-01T00:00:00Z")]
    [InlineData("""{"started":17}""", "2026-01-01T00:00:00Z")]
    [InlineData("""{"started":"2026-03-02T10:00:00.123+05:30"}""", "2026-03-02T04:30:00.123Z")]
    public void A_date_that_cannot_be_true_is_replaced(string metaData, string expected)
    {
        var call = GongMapper.ToSourceCall(Call($$"""{"metaData":{"id":"1",{{metaData[1..]}}}"""), WindowStart);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), call?.StartedAt);
    }

    [Theory]
    [InlineData("-1", null)]
    [InlineData("99999999999999", null)]
    [InlineData("\"61\"", 61)]
    [InlineData("61.9", 61)]
    [InlineData("true", null)]
    public void A_duration_is_whole_seconds_or_nothing(string duration, int? expected) =>
        Assert.Equal(expected, GongMapper.ToSourceCall(Call($$$"""{"metaData":{"id":"1","duration":{{{duration}}}}}"""), WindowStart)?.DurationSeconds);

    [Theory]
    [InlineData("""{"metaData":{}}""")]
    [InlineData("""{"metaData":{"id":null}}""")]
    [InlineData("""{"metaData":{"id":" "}}""")]
    [InlineData("""{"metaData":null}""")]
    [InlineData("""{}""")]
    public void A_call_without_an_id_is_none(string json) => Assert.Null(GongMapper.ToSourceCall(Call(json), WindowStart));

    [Theory]
    [InlineData("""{"audioUrl":"https://m.test/a","videoUrl":"https://m.test/v"}""", "https://m.test/a")]
    [InlineData("""{"audioUrl":null,"videoUrl":"https://m.test/v"}""", "https://m.test/v")]
    [InlineData("""{"audioUrl":"","videoUrl":"https://m.test/v"}""", "https://m.test/v")]
    [InlineData("""{"audioUrl":"file:///etc/passwd"}""", null)]
    [InlineData("""{"audioUrl":"/relative"}""", null)]
    [InlineData("""{}""", null)]
    public void Audio_comes_before_video(string media, string? expected) =>
        Assert.Equal(expected, GongMapper.RecordingOf(Call($$"""{"media":{{media}}}"""))?.AbsoluteUri);

    [Fact]
    public void An_address_that_is_no_web_page_is_no_link() =>
        Assert.Null(GongMapper.ToSourceCall(Call("""{"metaData":{"id":"1","url":"javascript:alert(1)"}}"""), WindowStart)?.SourceUrl);

    [Fact]
    public void Sentences_become_segments_in_order_of_time()
    {
        using var json = JsonDocument.Parse(GongAnswers.Transcripts);

        var transcript = GongMapper.ToTranscript(json.RootElement.GetProperty("callTranscripts")[0]);

        Assert.Equal(
            [
                new TranscriptSegment("", 10, 2010, "Hello?"),
                new TranscriptSegment("6432345678555530067", 460230, 462343, "No wait, I think we should check that out first."),
                new TranscriptSegment("6432345678555530067", 462400, null, "Its end is before its start."),
            ],
            transcript.Segments);
    }

    private static GongCall First(string page) =>
        JsonSerializer.Deserialize<GongCallsPage>(page, JsonSerializerOptions.Web)?.Calls?[0] ?? throw new JsonException();

    private static GongCall Call(string json) => JsonSerializer.Deserialize<GongCall>(json, JsonSerializerOptions.Web) ?? throw new JsonException();
}
