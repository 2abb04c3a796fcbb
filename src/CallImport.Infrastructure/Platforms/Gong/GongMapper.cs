using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>From Gong's words to ours.</summary>
internal static class GongMapper
{
    private const int LongestTitle = 1000;

    /// <summary>Gong was founded in 2015; what claims to be older, or from the far future, is a mistake in the date.</summary>
    private static readonly (DateTimeOffset Earliest, DateTimeOffset Latest) Plausible =
        (new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <param name="windowStart">Stands in for the date of a call that has none: Gong listed it for this window.</param>
    /// <returns>null for an entry without an id</returns>
    public static SourceCall? ToSourceCall(GongCall call, DateTimeOffset windowStart)
    {
        var meta = call.MetaData;
        return IdOf(call) is not { } id
            ? null
            : new SourceCall
            {
                SourceCallId = id,
                Title = Shortened(meta.Text("title")),
                StartedAt = StartOf(call) ?? windowStart,
                DurationSeconds = meta.Number("duration") is { } seconds and >= 0 and <= int.MaxValue ? (int)seconds : null,
                Direction = Known(meta.Text("direction"))?.ToLowerInvariant(),
                Language = meta.Text("language") is { } language and not ("und" or "zxx") ? language : null,
                SourceUrl = WebAddress(meta.Text("url"))?.AbsoluteUri,
                Participants = [.. call.Parties.Items().Select(ToParticipant).OfType<Participant>()],
                SourceMetadata = Provenance(call),
            };
    }

    public static string? IdOf(GongCall call) => call.MetaData.Text("id") is { Length: <= 255 } id ? id : null;

    /// <returns>null when Gong gives no date that can be true</returns>
    public static DateTimeOffset? StartOf(GongCall call) => Date(call.MetaData.Text("started")) ?? Date(call.MetaData.Text("scheduled"));

    /// <summary>Audio is preferred: it is what is listened to, and a fraction of the size.</summary>
    public static Uri? RecordingOf(GongCall call) => WebAddress(call.Media?.AudioUrl) ?? WebAddress(call.Media?.VideoUrl);

    /// <summary>A sentence becomes a segment; the speaker is Gong's speaker id, empty when it has none.</summary>
    public static Transcript ToTranscript(JsonElement callTranscript) => new(
    [
        .. callTranscript.Property("transcript").Items()
            .SelectMany(monologue => monologue.Property("sentences").Items()
                .Select(sentence => ToSegment(monologue.Text("speakerId") ?? "", sentence)))
            .OfType<TranscriptSegment>()
            .OrderBy(segment => segment.StartMs),
    ]);

    private static TranscriptSegment? ToSegment(string speaker, JsonElement sentence)
    {
        var start = Milliseconds(sentence.Number("start")) ?? 0;
        return sentence.Text("text") is { } text
            ? new TranscriptSegment(speaker, start, Milliseconds(sentence.Number("end")) is { } end && end >= start ? end : null, text)
            : null;
    }

    private static Participant? ToParticipant(JsonElement party)
    {
        var participant = new Participant(
            party.Text("name"),
            party.Text("emailAddress"),
            party.Text("phoneNumber"),
            party.Text("title"),
            party.Text("speakerId"),
            party.Text("affiliation") switch { "Internal" => true, "External" => false, _ => null });
        return participant is { Name: null, Email: null, Phone: null, SpeakerId: null } ? null : participant;
    }

    /// <summary>What Gong said of the call and its people. Media addresses are signed and stay out; so do passwords in meeting links.</summary>
    private static string Provenance(GongCall call)
    {
        var kept = new JsonObject();
        if (call.MetaData.ValueKind == JsonValueKind.Object)
        {
            var meta = call.MetaData.Copy();
            if (meta["meetingUrl"] is not null)
            {
                meta["meetingUrl"] = WebAddress(call.MetaData.Text("meetingUrl"))?.GetLeftPart(UriPartial.Path);
            }

            kept["metaData"] = meta;
        }

        if (call.Parties.ValueKind == JsonValueKind.Array)
        {
            kept["parties"] = JsonArray.Create(call.Parties.Clone());
        }

        return kept.ToJsonString();
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date >= Plausible.Earliest && date < Plausible.Latest
            ? date
            : null;

    private static int? Milliseconds(double? value) => value is { } number and >= 0 and <= int.MaxValue ? (int)number : null;

    private static string? Known(string? word) => word is "Unknown" ? null : word;

    private static string? Shortened(string? text) => text?.Length > LongestTitle ? text[..LongestTitle] : text;

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") ? address : null;
}
