using System.Text.Json;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.RingCentral;

namespace CallImport.Tests.Unit.Platforms.RingCentral;

/// <summary>Records as developers.ringcentral.com/guide/voice/call-log shows them, with values of our own.</summary>
public sealed class RingCentralMapperTests
{
    private const string Transferred =
        """
        {"id":"IlUzOGtKVHNLbkE","sessionId":"1060217446016","telephonySessionId":"s-a0d1","startTime":"2026-04-14T23:58:21.000Z","duration":312,"durationMs":312480,
         "type":"Voice","direction":"Inbound","internalType":"Local",
         "from":{"name":"Lee Park","phoneNumber":"+14155550123","location":"San Francisco, CA"},
         "to":{"name":"Dana Ortiz","phoneNumber":"+16505550100","extensionNumber":"101","extensionId":"256440016"},
         "extension":{"id":256440016,"uri":"https://platform.ringcentral.com/x"},
         "recording":{"id":"7423903016","type":"Automatic","uri":"https://platform.ringcentral.com/r","contentUri":"https://media.ringcentral.com:443/r/7423903016/content"},
         "legs":[
          {"legType":"Accept","master":true,"startTime":"2026-04-14T23:58:21.000Z","duration":200,"telephonySessionId":"s-a0d1","recording":{"id":7423903016,"contentUri":"https://media.ringcentral.com:443/r/7423903016/content"}},
          {"legType":"TransferCall","startTime":"2026-04-15T00:01:41.000Z","duration":112,"telephonySessionId":"s-a0d1",
           "to":{"name":"Sam Cole","extensionNumber":"102"},"recording":{"id":"7423903999","contentUri":"https://media.ringcentral.com/r/7423903999/content"}}]}
        """;

    [Fact]
    public void Legs_are_folded_into_the_distinct_recordings_of_one_call()
    {
        var calls = RingCentralMapper.ToSourceCalls(Json(Transferred), DateTimeOffset.UnixEpoch, Colleagues.Unknown).ToList();

        Assert.Equal(["7423903016", "7423903999"], calls.Select(call => call.SourceCallId));
        Assert.All(calls, call => Assert.Equal("s-a0d1", call.SourceGroupId));
        Assert.Equal([312, 112], calls.Select(call => call.DurationSeconds));
        Assert.Contains(calls[1].Participants, person => person.Name == "Sam Cole" && person.Phone == "102");
        Assert.Equal("https://media.ringcentral.com:443/r/7423903016/content", calls[0].DownloadToken);
    }

    [Fact]
    public void A_leg_that_began_after_midnight_stays_in_the_window_in_which_its_call_was_found() => Assert.All(
        RingCentralMapper.ToSourceCalls(Json(Transferred), DateTimeOffset.UnixEpoch, Colleagues.Unknown),
        call => Assert.Equal(new DateTimeOffset(2026, 4, 14, 23, 58, 21, TimeSpan.Zero), call.StartedAt));

    [Fact]
    public void Who_called_whom_is_the_title_and_the_company_s_side_is_known()
    {
        var call = RingCentralMapper.ToSourceCalls(Json(Transferred), DateTimeOffset.UnixEpoch, Colleagues.Unknown).First();

        Assert.Equal(("Lee Park → Dana Ortiz", "inbound"), (call.Title, call.Direction));
        Assert.Equal([("+14155550123", false), ("+16505550100", true)], call.Participants.Select(person => (person.Phone, person.IsInternal == true)));
    }

    [Fact]
    public void Colleagues_are_known_by_their_id_or_by_their_extension()
    {
        var people = new Colleagues([new Colleague("256440016", "109", "dana@example.com"), new Colleague("2", "102", "sam@example.com"), new Colleague("3", null, "x@example.com")]);

        var calls = RingCentralMapper.ToSourceCalls(Json(Transferred), DateTimeOffset.UnixEpoch, people).ToList();

        Assert.Equal([null, "dana@example.com", "sam@example.com"], calls[1].Participants.Select(person => person.Email));
    }

    [Fact]
    public void The_record_is_kept_without_addresses()
    {
        var kept = RingCentralMapper.ToSourceCalls(Json(Transferred), DateTimeOffset.UnixEpoch, Colleagues.Unknown).First().SourceMetadata;

        Assert.Contains("San Francisco", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("""{"recording":null,"legs":null}""", 0)]
    [InlineData("""{"recording":{"id":"1"},"startTime":null,"duration":null,"from":null,"to":{}}""", 1)]
    public void What_is_missing_is_left_out(string record, int calls)
    {
        var mapped = RingCentralMapper.ToSourceCalls(Json(record), DateTimeOffset.UnixEpoch, Colleagues.Unknown).ToList();

        Assert.Equal(calls, mapped.Count);
        Assert.All(mapped, call => Assert.Equal((DateTimeOffset.UnixEpoch, null, null, 0), (call.StartedAt, call.Title, call.DurationSeconds, call.Participants.Count)));
    }

    [Fact]
    public void Sentences_come_in_order_with_names_whatever_the_case_of_the_key()
    {
        var transcript = RingCentralMapper.ToTranscript(Json(
            """
            {"speakerInfo":[{"speakerId":"M1","name":"Dana Ortiz"},{"speakerId":"P-20","name":null}],
             "insights":{"transcript":[{"speakerId":"P-20","text":"Hi.","start":2.4,"end":1.0},{"speakerId":"M1","text":"Thanks for calling.","start":0.48,"end":1.92},{"text":" "}]}}
            """));

        Assert.Equal([("Dana Ortiz", 480, 1920, "Thanks for calling."), ("P-20", 2400, null, "Hi.")], transcript?.Segments.Select(line => (line.Speaker, line.StartMs, line.EndMs, line.Text)));
        Assert.Null(RingCentralMapper.ToTranscript(Json("""{"insights":{"Transcript":[]}}""")));
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
