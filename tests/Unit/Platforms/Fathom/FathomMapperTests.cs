using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Infrastructure.Platforms.Fathom;

namespace CallImport.Tests.Unit.Platforms.Fathom;

public sealed class FathomMapperTests
{
    private static readonly DateTimeOffset Window = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>developers.fathom.ai/api-reference/meetings/list-meetings, every field with a value that no other field has.</summary>
    private const string Full =
        """
        {"title":"Quarterly Business Review","meeting_title":"QBR 2026 Q1","meeting_type":"QBR","recording_id":12345678901234567890,
         "url":"https://fathom.video/calls/423691167","share_url":"https://fathom.video/share/opens-to-anybody",
         "meeting_url":"https://us02web.zoom.us/j/123456789?pwd=room-password",
         "created_at":"2026-03-01T17:01:30Z","scheduled_start_time":"2026-03-01T16:00:00Z","scheduled_end_time":"2026-03-01T17:00:00Z",
         "recording_start_time":"2026-03-01T16:01:12Z","recording_end_time":"2026-03-01T17:00:55Z","transcript_language":"en",
         "calendar_invitees":[
          {"name":"Alice Johnson","email":"alice@acme.test","is_external":false,"matched_speaker_display_name":"Ally"},
          {"name":null,"email":"bo@client.test","is_external":true,"matched_speaker_display_name":null},
          {"name":null,"email":null,"is_external":null,"matched_speaker_display_name":null}],
         "recorded_by":{"name":"Rita Recorder","email":"rita@acme.test","team":"Sales"},
         "transcript":[{"text":"kept with the transcript"}]}
        """;

    [Fact]
    public void Every_field_comes_over()
    {
        var call = FathomMapper.ToSourceCall(Json(Full), Window);

        Assert.NotNull(call);
        Assert.Equal(
            ("12345678901234567890", "Quarterly Business Review", 3583, "en", "https://fathom.video/calls/423691167"),
            (call.SourceCallId, call.Title, call.DurationSeconds, call.Language, call.SourceUrl));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 16, 1, 12, TimeSpan.Zero), call.StartedAt);
        Assert.Equal(
            [
                new Participant("Alice Johnson", "alice@acme.test", null, null, "alice@acme.test", true),
                new Participant(null, "bo@client.test", null, null, "bo@client.test", false),
                new Participant("Rita Recorder", "rita@acme.test", null, null, "rita@acme.test", true),
            ],
            call.Participants);
        Assert.All(["room-password", "opens-to-anybody", "kept with the transcript"], kept => Assert.DoesNotContain(kept, call.SourceMetadata, StringComparison.Ordinal));
    }

    [Fact]
    public void An_id_is_enough()
    {
        var call = FathomMapper.ToSourceCall(Json("""{"recording_id":7,"recording_start_time":null,"scheduled_start_time":"0001-01-01T00:00:00Z"}"""), Window);

        Assert.NotNull(call);
        Assert.Equal(("7", Window, null, null), (call.SourceCallId, call.StartedAt, call.DurationSeconds, call.Title));
        Assert.Empty(call.Participants);
        Assert.Null(FathomMapper.ToSourceCall(Json("""{"title":"no id"}"""), Window));
    }

    [Fact]
    public void A_sentence_ends_where_the_next_one_begins_and_speakers_are_known_by_address_or_name()
    {
        var ready = FathomMapper.ToTranscript(Json(
            """
            {"transcript":[
             {"speaker":{"display_name":"Alice J","matched_calendar_invitee_email":"alice@acme.test"},"text":"Let's revisit the budget.","timestamp":"00:05:32"},
             {"speaker":{"display_name":"Bo","matched_calendar_invitee_email":null},"text":"Agreed.","timestamp":"01:05:36"},
             {"speaker":null,"text":"Who was that?","timestamp":"nonsense"},
             {"speaker":{"display_name":"Bo"},"text":null,"timestamp":"00:00:01"}]}
            """));

        Assert.NotNull(ready);
        Assert.Equal(
            [
                new TranscriptSegment("", 0, 332_000, "Who was that?"),
                new TranscriptSegment("alice@acme.test", 332_000, 3_936_000, "Let's revisit the budget."),
                new TranscriptSegment("Bo", 3_936_000, null, "Agreed."),
            ],
            ready.Transcript.Segments);
        var alice = new Participant("Alice Johnson", "alice@acme.test", null, null, "alice@acme.test");
        Assert.Equal(
            ["Speaker 1", "Alice Johnson", "Bo"],
            SpeakerNames.Resolve(ready.Transcript, [alice], ready.SpeakerNames).Segments.Select(segment => segment.Speaker));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
