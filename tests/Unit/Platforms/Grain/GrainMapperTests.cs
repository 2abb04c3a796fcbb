using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Infrastructure.Platforms.Grain;

namespace CallImport.Tests.Unit.Platforms.Grain;

public sealed class GrainMapperTests
{
    private static readonly DateTimeOffset Window = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>developers.grain.com, version 2025-10-31, every field with a value that no other field has.</summary>
    private const string Full =
        """
        {"id":"3f0d7a52-6c1e-4f6a-9a55-1f0a5f0c9b11","title":"Acme demo","source":"zoom","media_type":"video",
         "url":"https://grain.com/share/recording/3f0d7a52","start_datetime":"2026-03-02T09:30:00Z","end_datetime":"2026-03-02T10:00:00Z",
         "duration_ms":1790999,"thumbnail_url":"https://media.test/picture?sig=signature","tags":["deal"],"teams":[],"meeting_type":null,
         "participants":[
          {"id":"a1","name":"Luke Sky","email":"luke@acme.test","scope":"internal","confirmed_attendee":true},
          {"id":"a2","name":"Han","email":null,"scope":"external","confirmed_attendee":false},
          {"id":null,"name":null,"email":null,"scope":"unknown"}]}
        """;

    [Fact]
    public void Every_field_comes_over()
    {
        var call = GrainMapper.ToSourceCall(Json(Full), Window);

        Assert.NotNull(call);
        Assert.Equal(
            ("3f0d7a52-6c1e-4f6a-9a55-1f0a5f0c9b11", "Acme demo", 1790, "https://grain.com/share/recording/3f0d7a52"),
            (call.SourceCallId, call.Title, call.DurationSeconds, call.SourceUrl));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), call.StartedAt);
        Assert.Equal(
            [new Participant("Luke Sky", "luke@acme.test", null, null, "a1", true), new Participant("Han", null, null, null, "a2", false)],
            call.Participants);
        Assert.Contains("deal", call.SourceMetadata, StringComparison.Ordinal);
        Assert.DoesNotContain("signature", call.SourceMetadata, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_enough_and_a_length_follows_from_the_ends()
    {
        var bare = GrainMapper.ToSourceCall(Json("""{"id":"7","title":null,"start_datetime":null,"participants":null}"""), Window);
        var ended = GrainMapper.ToSourceCall(
            Json("""{"id":"7","start_datetime":"2026-03-02T09:30:00Z","end_datetime":"2026-03-02T09:31:00Z","duration_ms":-1}"""), Window);

        Assert.Equal(("7", Window, null, null), (bare?.SourceCallId, bare?.StartedAt, bare?.Title, bare?.DurationSeconds));
        Assert.Equal(60, ended?.DurationSeconds);
        Assert.Null(GrainMapper.ToSourceCall(Json("""{"title":"no id"}"""), Window));
    }

    [Fact]
    public void Speakers_are_known_by_participant_or_by_name()
    {
        var ready = GrainMapper.ToTranscript(Json(
            """
            [{"participant_id":null,"speaker":"Speaker 2","start":11482,"end":13000,"text":"Hi Luke."},
             {"participant_id":"a1","speaker":"Luke S.","start":8000,"end":7000,"text":"Hello there."},
             {"participant_id":null,"speaker":null,"start":null,"end":null,"text":"Who?"},
             {"participant_id":"a1","speaker":"Luke S.","start":1,"end":2,"text":" "}]
            """));

        Assert.NotNull(ready);
        Assert.Equal(
            [
                new TranscriptSegment("", 0, null, "Who?"),
                new TranscriptSegment("a1", 8000, null, "Hello there."),
                new TranscriptSegment("Speaker 2", 11482, 13000, "Hi Luke."),
            ],
            ready.Transcript.Segments);
        var luke = new Participant("Luke Sky", null, null, null, "a1");
        Assert.Equal(
            ["Speaker 1", "Luke Sky", "Speaker 2"],
            SpeakerNames.Resolve(ready.Transcript, [luke], ready.SpeakerNames).Segments.Select(segment => segment.Speaker));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
