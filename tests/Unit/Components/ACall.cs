using CallImport.Domain.Calls;
using CallImport.Infrastructure.Engagements;

namespace CallImport.Tests.Unit.Components;

/// <summary>Calls for tests, with everything set that a test does not care about.</summary>
internal static class ACall
{
    public static Transcript Words { get; } = new(
    [
        new TranscriptSegment("Ana", 0, 4_000, "Good morning."),
        new TranscriptSegment("Ana", 4_500, 9_000, "Your contract ends in June."),
        new TranscriptSegment("Ben <b>", 10_000, 20_000, "I know, <script>alert(1)</script> send me the offer."),
    ]);

    public static CallInsights Insights { get; } = new()
    {
        Summary = "Your contract ends in June. Something that was never said here.",
        ActionItems = ["Ben <b>: Send me the offer."],
        Topics = ["Contract"],
        TalkRatio = [new TalkShare("Ben <b>", 0.54), new TalkShare("Ana", 0.46)],
        LongestMonologue = new Monologue("Ben <b>", 10_000, 10_000),
        Questions = [new AskedQuestion("Ana", 4_500, "When does it end?")],
    };

    public static EngagementHit Hit { get; } = new()
    {
        Id = new Guid("0c9a4f5e-0000-4000-8000-000000000001"),
        Title = "Acme renewal",
        StartedAt = new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        DurationSeconds = 720,
        SourcePlatform = "gong",
        Participants = [new Participant("Ana Lima", null, null), new Participant(null, "ben@acme.example", null)],
        SourceCallId = "call-1",
        Recording = new RecordingFacts("key", 1, new string('0', 64), "audio/mpeg"),
        Insights = Insights,
    };

    public static EngagementDetail Detail { get; } = new()
    {
        Id = Hit.Id,
        Title = Hit.Title,
        StartedAt = Hit.StartedAt,
        Participants = Hit.Participants,
        Recording = new RecordingFacts("key", 1_204_000, new string('a', 64), "audio/mpeg"),
        Provenance = new EngagementProvenance
        {
            SourcePlatform = "gong",
            SourceCallId = "7782342274025937895",
            SourceUrl = new Uri("https://app.gong.io/call?id=7"),
            ImportedAt = Hit.StartedAt.AddDays(1),
            ImportJobId = new Guid("0c9a4f5e-0000-4000-8000-000000000002"),
            TranscriptSource = "source",
        },
    };
}
