using System.Globalization;
using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>From Zoom's words to ours. What is imported is a recording; the call it belongs to is its group.</summary>
internal static class ZoomPhoneMapper
{
    private const int LongestId = 255;
    private const string DownloadPath = "/phone/recording/download/";

    /// <param name="windowStart">Stands in for the date of a recording that has none: Zoom listed it for this window.</param>
    /// <returns>null for an entry without an id</returns>
    public static SourceCall? ToSourceCall(JsonElement recording, DateTimeOffset windowStart, Colleagues people) => recording.Text("id") is not { Length: <= LongestId } id
        ? null
        : new SourceCall
        {
            SourceCallId = id,
            SourceGroupId = recording.Text("call_id"),
            Title = TitleOf(recording),
            StartedAt = Date(recording.Text("date_time")) ?? windowStart,
            DurationSeconds = recording.Number("duration") is { } seconds and >= 0 and <= int.MaxValue ? (int)seconds : null,
            Direction = recording.Text("direction")?.ToLowerInvariant(),
            Participants = [.. People(recording, people)],
            DownloadToken = FileIdOf(recording),
            SourceMetadata = Provenance(recording),
        };

    /// <summary>An utterance of the file becomes a segment.</summary>
    /// <returns>null when nothing is in it</returns>
    public static Transcript? ToTranscript(JsonElement file)
    {
        var segments = file.Property("timeline").Items().Select(ToSegment).OfType<TranscriptSegment>().OrderBy(segment => segment.StartMs).ToList();
        return segments.Count > 0 ? new Transcript(segments) : null;
    }

    /// <summary>The last part of the address by which the recording is downloaded; the recording's own id is another.</summary>
    private static string? FileIdOf(JsonElement recording) =>
        Uri.TryCreate(recording.Text("download_url"), UriKind.Absolute, out var address)
        && address.AbsolutePath.IndexOf(DownloadPath, StringComparison.Ordinal) is >= 0 and var at
        && Uri.UnescapeDataString(address.AbsolutePath[(at + DownloadPath.Length)..]).TrimEnd('/') is { Length: > 0 } id
            ? id
            : null;

    private static TranscriptSegment? ToSegment(JsonElement line)
    {
        var start = Offset(line.Text("ts")) ?? 0;
        return line.Text("text") is { } text
            ? new TranscriptSegment(SpeakerOf(line), start, Offset(line.Text("end_ts")) is { } end && end >= start ? end : null, text)
            : null;
    }

    /// <summary>Nobody, one or two may be named; where nobody is, the channel tells the sides apart.</summary>
    private static string SpeakerOf(JsonElement line)
    {
        var names = line.Property("users").Items().Select(user => user.Text("username") ?? user.Text("user_id")).OfType<string>().Distinct().ToList();
        return names.Count > 0 ? string.Join(" & ", names)
            : line.Text("userId") ?? (line.Text("channelMark") is { } channel ? $"Channel {channel}" : "");
    }

    private static IEnumerable<Participant> People(JsonElement recording, Colleagues people)
    {
        string[] sides = ["caller", "callee"];
        return sides
            .Select(side => (
                Name: recording.Text($"{side}_name"),
                Number: recording.Text($"{side}_number"),
                Type: recording.Number($"{side}_number_type"),
                Owner: OwnerOn(recording, side)))
            .Where(side => (side.Name ?? side.Number) is not null)
            .Select(side => new Participant(
                side.Name,
                people.EmailOf(side.Owner, side.Type == 1 ? side.Number : null),
                side.Number,
                SpeakerId: side.Name ?? side.Number,
                IsInternal: side.Type switch { 1 => true, 2 or 3 => false, _ => null }));
    }

    /// <summary>The user whose recording it is, where a user owns it, is the one who called out or was called.</summary>
    private static string? OwnerOn(JsonElement recording, string side) =>
        recording.Property("owner") is var owner && owner.Text("type") == "user" && side == (recording.Text("direction") == "outbound" ? "caller" : "callee")
            ? owner.Text("id")
            : null;

    private static string? TitleOf(JsonElement recording) =>
        (recording.Text("caller_name") ?? recording.Text("caller_number"), recording.Text("callee_name") ?? recording.Text("callee_number"))
            is ({ } from, { } to) ? $"{from} → {to}" : null;

    /// <summary>Zoom's record without the addresses of its files.</summary>
    private static string Provenance(JsonElement recording)
    {
        var kept = recording.Copy();
        kept.Remove("download_url");
        kept.Remove("transcript_download_url");
        return kept.ToJsonString();
    }

    private static int? Offset(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var offset) && offset >= TimeSpan.Zero && offset.TotalMilliseconds <= int.MaxValue
            ? (int)offset.TotalMilliseconds
            : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date.Year is >= 1990 and < 2200
            ? date
            : null;
}
