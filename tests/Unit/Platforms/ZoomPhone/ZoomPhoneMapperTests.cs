using System.Text.Json;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.ZoomPhone;

namespace CallImport.Tests.Unit.Platforms.ZoomPhone;

/// <summary>Items as developers.zoom.us/docs/api/phone shows them, with values of our own.</summary>
public sealed class ZoomPhoneMapperTests
{
    private const string Recording =
        """
        {"id":"6f9c294840ad46bc870034ca2d098098","call_id":"7072598989368295984","caller_name":"Dana Ortiz","caller_number":"1000123476","caller_number_type":1,
         "callee_name":null,"callee_number":"+14155550123","callee_number_type":2,"direction":"outbound","date_time":"2026-03-08T05:37:23Z","duration":115,
         "owner":{"type":"call queue","extension_number":1000123476},"auto_delete_policy":"1 year",
         "download_url":"https://zoom.us/v2/phone/recording/download/EvVNLihbQ1WpeG_ALwnNzg","transcript_download_url":"https://zoom.us/v2/phone/recording_transcript/download/6f9c"}
        """;

    [Fact]
    public void A_recording_becomes_a_call_of_its_group()
    {
        var call = ZoomPhoneMapper.ToSourceCall(Json(Recording), DateTimeOffset.UnixEpoch, Colleagues.Unknown);

        Assert.Equal(
            ("6f9c294840ad46bc870034ca2d098098", "7072598989368295984", "Dana Ortiz → +14155550123", "outbound", 115, "EvVNLihbQ1WpeG_ALwnNzg"),
            (call?.SourceCallId, call?.SourceGroupId, call?.Title, call?.Direction, call?.DurationSeconds, call?.DownloadToken));
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 5, 37, 23, TimeSpan.Zero), call?.StartedAt);
        Assert.Equal([("Dana Ortiz", true), (null, false)], call?.Participants.Select(person => (person.Name, person.IsInternal == true)));
        Assert.Contains("1 year", call?.SourceMetadata, StringComparison.Ordinal);
        Assert.DoesNotContain("download", call?.SourceMetadata, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"1"}""", null)]
    [InlineData("""{"id":"1","download_url":"https://elsewhere.example/x"}""", null)]
    [InlineData("""{"id":"1","download_url":null,"caller_number":null,"duration":-1,"date_time":"soon"}""", null)]
    public void What_is_missing_is_left_out(string recording, string? fileId)
    {
        var call = ZoomPhoneMapper.ToSourceCall(Json(recording), DateTimeOffset.UnixEpoch, Colleagues.Unknown);

        Assert.Equal((fileId, null, null, DateTimeOffset.UnixEpoch, 0), (call?.DownloadToken, call?.Title, call?.DurationSeconds, call?.StartedAt, call?.Participants.Count));
        Assert.Null(ZoomPhoneMapper.ToSourceCall(Json("{}"), DateTimeOffset.UnixEpoch, Colleagues.Unknown));
    }

    [Theory]
    [InlineData("outbound", "u1", "", "dana@example.com", null)]
    [InlineData("inbound", "u1", "", null, "dana@example.com")]
    [InlineData("inbound", "u9", "801", "sam@example.com", null)]
    [InlineData("outbound", "u9", "+14155550123", null, null)]
    public void Colleagues_are_known_by_the_owner_s_id_or_by_their_extension(string direction, string owner, string callerNumber, string? caller, string? callee)
    {
        var people = new Colleagues([new Colleague("u1", "800", "dana@example.com"), new Colleague("u2", "801", "sam@example.com")]);
        var recording =
            $$"""
              {"id":"1","direction":"{{direction}}","owner":{"type":"user","id":"{{owner}}"},
               "caller_name":"A","caller_number":"{{callerNumber}}","caller_number_type":1,"callee_name":"B","callee_number":"801","callee_number_type":2}
              """;

        var call = ZoomPhoneMapper.ToSourceCall(Json(recording), DateTimeOffset.UnixEpoch, people);

        Assert.Equal([caller, callee], call?.Participants.Select(person => person.Email));
    }

    [Fact]
    public void Utterances_come_in_order_with_whoever_is_known()
    {
        var transcript = ZoomPhoneMapper.ToTranscript(Json(
            """
            {"timeline":[
             {"text":"No problem.","ts":"00:00:03.100","end_ts":"00:00:02.020","users":[],"userId":"+14155550123"},
             {"text":"Thanks.","ts":"00:00:00.789","end_ts":"00:00:02.584","users":[{"username":"Dana Ortiz"}]},
             {"text":"Both.","ts":"01:00:00.000","end_ts":"01:00:01.000","users":[{"username":"A"},{"username":"B"}]},
             {"text":"Who?","ts":"01:00:02.000","channelMark":"R"},
             {"text":"  ","ts":"02:00:00.000"}]}
            """));

        Assert.Equal(
            [("Dana Ortiz", 789, 2584, "Thanks."), ("+14155550123", 3100, null, "No problem."), ("A & B", 3_600_000, 3_601_000, "Both."), ("Channel R", 3_602_000, null, "Who?")],
            transcript?.Segments.Select(line => (line.Speaker, line.StartMs, line.EndMs, line.Text)));
        Assert.Null(ZoomPhoneMapper.ToTranscript(Json("""{"timeline":[]}""")));
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
