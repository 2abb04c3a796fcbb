using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>From RingCentral's words to ours. What is imported is a recording; the call it belongs to is its group.</summary>
internal static class RingCentralMapper
{
    private const int LongestId = 255;

    /// <summary>The distinct recordings of a record and of its legs: several legs may name the same one, and one call may have several.</summary>
    /// <param name="windowStart">Stands in for the date of a record that has none: RingCentral listed it for this window.</param>
    public static IEnumerable<SourceCall> ToSourceCalls(JsonElement record, DateTimeOffset windowStart, Colleagues people) => record.Property("legs").Items()
        .Prepend(record)
        .Where(part => IdOf(part) is not null)
        .OrderBy(part => Date(part.Text("startTime")) ?? DateTimeOffset.MaxValue)
        .DistinctBy(IdOf)
        .Select(part => ToSourceCall(record, part, windowStart, people));

    private static SourceCall ToSourceCall(JsonElement record, JsonElement part, DateTimeOffset windowStart, Colleagues people) => new()
    {
        SourceCallId = IdOf(part) ?? "",
        SourceGroupId = part.Text("telephonySessionId") ?? record.Text("telephonySessionId") ?? record.Text("sessionId"),
        Title = TitleOf(record),

        // Of the record, also for its legs: by it the log was searched, and a leg that began after the window's end must not fall out of it.
        StartedAt = Date(record.Text("startTime")) ?? windowStart,
        DurationSeconds = Seconds(part) ?? Seconds(record),
        Direction = record.Text("direction")?.ToLowerInvariant(),
        Participants = PeopleOf(record, part, people),
        DownloadToken = part.Property("recording").Text("contentUri"),
        SourceMetadata = Provenance(record),
    };

    /// <summary>The segments of a transcript; null when there is none.</summary>
    public static Transcript? ToTranscript(JsonElement insights)
    {
        var names = insights.Property("speakerInfo").Items()
            .Where(speaker => speaker.Text("speakerId") is not null)
            .GroupBy(speaker => speaker.Text("speakerId") ?? "")
            .ToDictionary(group => group.Key, group => group.First().Text("name"));
        var segments = Insight(insights.Property("insights"), "Transcript").Items()
            .Select(sentence => ToSegment(sentence, names))
            .OfType<TranscriptSegment>()
            .OrderBy(segment => segment.StartMs)
            .ToList();
        return segments.Count > 0 ? new Transcript(segments) : null;
    }

    public static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http") ? address : null;

    private static TranscriptSegment? ToSegment(JsonElement sentence, Dictionary<string, string?> names)
    {
        var speaker = sentence.Text("speakerId") ?? "";
        var start = Milliseconds(sentence.Number("start")) ?? 0;
        return sentence.Text("text") is { } text
            ? new TranscriptSegment(
                names.GetValueOrDefault(speaker) ?? speaker, start, Milliseconds(sentence.Number("end")) is { } end && end >= start ? end : null, text)
            : null;
    }

    /// <summary>One page of the documents writes a key with another capital.</summary>
    private static JsonElement Insight(JsonElement insights, string name) => insights.ValueKind == JsonValueKind.Object
        ? insights.EnumerateObject().FirstOrDefault(insight => insight.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        : default;

    private static string? IdOf(JsonElement part) => part.Property("recording").Text("id") is { Length: <= LongestId } id ? id : null;

    private static List<Participant> PeopleOf(JsonElement record, JsonElement part, Colleagues people)
    {
        // The company's own side is the one that called out or was called; in a call between colleagues both are.
        var isInternal = record.Text("internalType") is "Local" && record.Property("from").Text("extensionNumber") is not null
            && record.Property("to").Text("extensionNumber") is not null;
        var isInbound = record.Text("direction") == "Inbound";
        var sides = new[] { record, part }.SelectMany(source => new[]
        {
            Person(source.Property("from"), isInternal || !isInbound, people), Person(source.Property("to"), isInternal || isInbound, people),
        });
        return [.. sides.OfType<Participant>().DistinctBy(person => person.Phone ?? person.Name)];
    }

    private static Participant? Person(JsonElement party, bool isInternal, Colleagues people) =>
        (party.Text("name"), party.Text("phoneNumber") ?? party.Text("extensionNumber")) is var (name, number) && (name ?? number) is not null
            ? new Participant(name, people.EmailOf(party.Text("extensionId"), party.Text("extensionNumber")), number, SpeakerId: name, IsInternal: isInternal)
            : null;

    private static string? TitleOf(JsonElement record) =>
        (Label(record.Property("from")), Label(record.Property("to"))) is ({ } from, { } to) ? $"{from} → {to}" : null;

    private static string? Label(JsonElement party) => party.Text("name") ?? party.Text("phoneNumber") ?? party.Text("extensionNumber");

    /// <summary>RingCentral's record without addresses: they say nothing about the call.</summary>
    private static string Provenance(JsonElement record)
    {
        var kept = record.Copy();
        Strip(kept);
        return kept.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                item.Remove("uri");
                item.Remove("contentUri");
                foreach (var (_, value) in item)
                {
                    Strip(value);
                }

                break;
            case JsonArray list:
                foreach (var value in list)
                {
                    Strip(value);
                }

                break;
        }
    }

    private static int? Seconds(JsonElement part) =>
        part.Number("durationMs") is { } milliseconds and >= 0 and < 1e11 ? (int)Math.Round(milliseconds / 1000)
        : part.Number("duration") is { } seconds and >= 0 and <= int.MaxValue ? (int)seconds
        : null;

    private static int? Milliseconds(double? seconds) => seconds is { } value and >= 0 and < int.MaxValue / 1000 ? (int)Math.Round(value * 1000) : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
        && date.Year is >= 1990 and < 2200
            ? date
            : null;
}
