using System.Globalization;
using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>From Fathom's words to ours. Live answers are looser than the published description: everything may be null or absent.</summary>
internal static class FathomMapper
{
    private const int LongestTitle = 1000;

    /// <summary>Content that is asked for elsewhere, or not taken over.</summary>
    private static readonly string[] NotKept = ["transcript", "default_summary", "action_items", "highlights", "crm_matches"];

    /// <param name="windowStart">Stands in for the date of a meeting that has none: Fathom listed it for this window.</param>
    /// <returns>null for an entry without an id</returns>
    public static SourceCall? ToSourceCall(JsonElement meeting, DateTimeOffset windowStart)
    {
        var start = Date(meeting.Text("recording_start_time"));
        return meeting.Text("recording_id") is not { Length: <= 255 } id
            ? null
            : new SourceCall
            {
                SourceCallId = id,
                Title = Shortened(meeting.Text("title") ?? meeting.Text("meeting_title")),
                StartedAt = StartOf(meeting) ?? windowStart,
                DurationSeconds = Date(meeting.Text("recording_end_time")) - start is { TotalSeconds: >= 0 and <= int.MaxValue and var seconds } ? (int)seconds : null,
                Language = meeting.Text("transcript_language"),
                SourceUrl = WebAddress(meeting.Text("url") ?? meeting.Text("share_url"))?.AbsoluteUri,
                Participants = Participants(meeting),
                SourceMetadata = Provenance(meeting),
            };
    }

    /// <returns>null when Fathom gives no date that can be true</returns>
    public static DateTimeOffset? StartOf(JsonElement meeting) =>
        Date(meeting.Text("recording_start_time")) ?? Date(meeting.Text("scheduled_start_time")) ?? Date(meeting.Text("created_at"));

    /// <param name="body">The answer, or a meeting that brings its transcript along.</param>
    /// <returns>null while nothing is written</returns>
    public static TranscriptReady? ToTranscript(JsonElement body)
    {
        var spoken = body.Property("transcript").Items()
            .Select(item => (Speaker: item.Property("speaker"), Text: item.Text("text"), Start: Milliseconds(item.Text("timestamp"))))
            .Where(item => item.Text is not null)
            .OrderBy(item => item.Start)
            .ToList();

        // Fathom says when a sentence begins and not when it ends: when the next one begins.
        var segments = spoken.Select((item, index) => new TranscriptSegment(
            KeyOf(item.Speaker), item.Start, index + 1 < spoken.Count ? spoken[index + 1].Start : null, item.Text ?? "")).ToList();
        return segments.Count == 0 ? null : new TranscriptReady(new Transcript(segments), body.GetRawText())
        {
            SpeakerNames = spoken.Where(item => item.Speaker.Text("display_name") is not null)
                .DistinctBy(item => KeyOf(item.Speaker))
                .ToDictionary(item => KeyOf(item.Speaker), item => item.Speaker.Text("display_name") ?? ""),
        };
    }

    public static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") ? address : null;

    /// <summary>Fathom knows speakers by name, and by the address of the invitee it takes them for.</summary>
    private static string KeyOf(JsonElement speaker) => speaker.Text("matched_calendar_invitee_email") ?? speaker.Text("display_name") ?? "";

    private static List<Participant> Participants(JsonElement meeting)
    {
        var people = meeting.Property("calendar_invitees").Items().Select(invitee => new Participant(
            invitee.Text("name") ?? invitee.Text("matched_speaker_display_name"),
            invitee.Text("email"),
            null,
            null,
            invitee.Text("email") ?? invitee.Text("matched_speaker_display_name") ?? invitee.Text("name"),
            invitee.Property("is_external").ValueKind switch { JsonValueKind.True => false, JsonValueKind.False => true, _ => null })).ToList();
        var recorder = meeting.Property("recorded_by");
        people.Add(new Participant(recorder.Text("name"), recorder.Text("email"), null, null, recorder.Text("email") ?? recorder.Text("name"), true));
        return [.. people.Where(person => person.SpeakerId is not null).DistinctBy(person => person.SpeakerId, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What Fathom said of the meeting and its people. Passwords in meeting links and the link that opens the recording to anybody stay out.</summary>
    private static string Provenance(JsonElement meeting)
    {
        var kept = meeting.Copy();
        foreach (var name in NotKept)
        {
            kept.Remove(name);
        }

        kept.Remove("share_url");
        if (kept["meeting_url"] is not null)
        {
            kept["meeting_url"] = WebAddress(meeting.Text("meeting_url"))?.GetLeftPart(UriPartial.Path);
        }

        return kept.ToJsonString();
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date.Year is >= 1990 and < 2200
            ? date
            : null;

    /// <summary>Hours may be more than a day's.</summary>
    private static int Milliseconds(string? timestamp) =>
        timestamp?.Split(':') is [var hours, var minutes, var seconds]
        && uint.TryParse(hours, CultureInfo.InvariantCulture, out var h) && h < 500
        && uint.TryParse(minutes, CultureInfo.InvariantCulture, out var m) && m < 60
        && double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var s) && s < 60
            ? (int)((h * 3600 + m * 60 + s) * 1000)
            : 0;

    private static string? Shortened(string? text) => text?.Length > LongestTitle ? text[..LongestTitle] : text;
}
