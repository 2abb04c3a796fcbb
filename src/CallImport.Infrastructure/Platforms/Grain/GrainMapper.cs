using System.Globalization;
using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>From Grain's words to ours. Everything may be null or absent.</summary>
internal static class GrainMapper
{
    private const int LongestTitle = 1000;

    /// <param name="windowStart">Stands in for the date of a recording that has none: Grain listed it for this window.</param>
    /// <returns>null for an entry without an id</returns>
    public static SourceCall? ToSourceCall(JsonElement recording, DateTimeOffset windowStart) => recording.Text("id") is not { Length: <= 255 } id
        ? null
        : new SourceCall
        {
            SourceCallId = id,
            Title = recording.Text("title") is { Length: > LongestTitle } title ? title[..LongestTitle] : recording.Text("title"),
            StartedAt = StartOf(recording) ?? windowStart,
            DurationSeconds = DurationOf(recording),
            SourceUrl = WebAddress(recording.Text("url"))?.AbsoluteUri,
            Participants = [.. recording.Property("participants").Items().Select(ToParticipant).OfType<Participant>()],
            SourceMetadata = Provenance(recording),
        };

    /// <returns>null when Grain gives no date that can be true</returns>
    public static DateTimeOffset? StartOf(JsonElement recording) => Date(recording.Text("start_datetime"));

    /// <param name="sections">A list; Grain gives milliseconds from the start of the recording.</param>
    /// <returns>null while nothing is written</returns>
    public static TranscriptReady? ToTranscript(JsonElement sections)
    {
        if (sections.ValueKind != JsonValueKind.Array)
        {
            throw PlatformAnswer.Unusable(GrainPlatform.Descriptor.DisplayName);
        }

        var segments = sections.Items().Select(ToSegment).OfType<TranscriptSegment>().OrderBy(segment => segment.StartMs).ToList();
        return segments.Count == 0 ? null : new TranscriptReady(new Transcript(segments), sections.GetRawText())
        {
            SpeakerNames = sections.Items()
                .Where(section => section.Text("speaker") is not null)
                .DistinctBy(SpeakerOf)
                .ToDictionary(SpeakerOf, section => section.Text("speaker") ?? ""),
        };
    }

    private static TranscriptSegment? ToSegment(JsonElement section)
    {
        var start = Milliseconds(section.Number("start")) ?? 0;
        return section.Text("text") is { } text
            ? new TranscriptSegment(SpeakerOf(section), start, Milliseconds(section.Number("end")) is { } end && end >= start ? end : null, text)
            : null;
    }

    /// <summary>Whoever Grain could not match to a participant has a name only.</summary>
    private static string SpeakerOf(JsonElement section) => section.Text("participant_id") ?? section.Text("speaker") ?? "";

    private static Participant? ToParticipant(JsonElement person)
    {
        var participant = new Participant(
            person.Text("name"),
            person.Text("email"),
            null,
            null,
            person.Text("id"),
            person.Text("scope") switch { "internal" => true, "external" => false, _ => null });
        return participant is { Name: null, Email: null, SpeakerId: null } ? null : participant;
    }

    private static int? DurationOf(JsonElement recording) =>
        recording.Number("duration_ms") is { } milliseconds and >= 0 && milliseconds / 1000 <= int.MaxValue ? (int)(milliseconds / 1000)
        : Date(recording.Text("end_datetime")) - StartOf(recording) is { TotalSeconds: >= 0 and <= int.MaxValue and var seconds } ? (int)seconds
        : null;

    /// <summary>What Grain said of the recording and its people; pictures have signed addresses.</summary>
    private static string Provenance(JsonElement recording)
    {
        var kept = recording.Copy();
        kept.Remove("thumbnail_url");
        return kept.ToJsonString();
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date.Year is >= 1990 and < 2200
            ? date
            : null;

    private static int? Milliseconds(double? value) => value is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") ? address : null;
}
