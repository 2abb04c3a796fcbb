using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CallImport.Bench.Source;

/// <summary>So many calls, one every 30 seconds before a fixed day, newest first; a call's number is its place in the list.</summary>
internal sealed class SourceWorld(int calls, int sentences, Uri address)
{
    private const int PageSize = 100;
    private const long FirstId = 700_000_000_000_000_000;

    private static readonly DateTimeOffset Newest = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Distance = TimeSpan.FromSeconds(30);

    public Uri Address { get; } = address;

    public async Task<byte[]> CallsAsync(Stream body, CancellationToken cancellationToken)
    {
        using var request = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        var root = request.RootElement;
        return Ids(root) is { } ids
            ? Page(ids, ids.Count, null)
            : Listed(root.GetProperty("filter"), root.TryGetProperty("cursor", out var cursor) && cursor.ValueKind == JsonValueKind.String ? Number(cursor.GetString()) : 0);
    }

    public async Task<byte[]> TranscriptsAsync(Stream body, CancellationToken cancellationToken)
    {
        using var request = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        var ids = Ids(request.RootElement) ?? [];
        return Write(json =>
        {
            Records(json, ids.Count, ids.Count, null);
            json.WriteStartArray("callTranscripts");
            foreach (var call in ids)
            {
                json.WriteStartObject();
                json.WriteString("callId", Id(call));
                json.WriteStartArray("transcript");
                for (var sentence = 0; sentence < sentences; sentence++)
                {
                    Monologue(json, call, sentence);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    public byte[] Nothing() => Page([], 0, null);

    private static void Monologue(Utf8JsonWriter json, int call, int sentence)
    {
        json.WriteStartObject();
        json.WriteString("speakerId", sentence % 2 == 0 ? "1" : "2");
        json.WriteStartArray("sentences");
        json.WriteStartObject();
        json.WriteNumber("start", sentence * 9000);
        json.WriteNumber("end", (sentence * 9000) + 8500);
        json.WriteString("text", Phrases.Of(call + sentence));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private byte[] Listed(JsonElement filter, int offset)
    {
        // Calls are listed newest first, so a window is a range of numbers.
        var first = Math.Max(0, (int)Math.Ceiling((Newest - Date(filter, "toDateTime", DateTimeOffset.MaxValue)) / Distance));
        var last = (int)Math.Min(calls - 1, Math.Floor((Newest - Date(filter, "fromDateTime", DateTimeOffset.MinValue)) / Distance));
        var total = Math.Max(0, last - first + 1);
        var count = Math.Clamp(total - offset, 0, PageSize);
        return Page([.. Enumerable.Range(first + offset, count)], total, offset + count < total ? $"{offset + count}" : null);
    }

    private byte[] Page(List<int> page, int total, string? cursor) => Write(json =>
    {
        Records(json, total, page.Count, cursor);
        json.WriteStartArray("calls");
        foreach (var call in page)
        {
            json.WriteStartObject();
            json.WriteStartObject("metaData");
            json.WriteString("id", Id(call));
            json.WriteString("title", $"Call {call} with the Example Company");
            json.WriteString("started", Newest - (call * Distance));
            json.WriteNumber("duration", 600);
            json.WriteString("direction", "Outbound");
            json.WriteString("language", "eng");
            json.WriteString("url", $"https://app.example.com/call?id={Id(call)}");
            json.WriteEndObject();
            json.WriteStartArray("parties");
            Person(json, "1", "Dana Fox", "dana.fox@vendor.example", "Internal");
            Person(json, "2", "Robin Hale", "robin.hale@customer.example", "External");
            json.WriteEndArray();
            json.WriteStartObject("media");
            json.WriteString("audioUrl", $"{Address}{LoadSource.MediaPath[1..]}{call}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Person(Utf8JsonWriter json, string speaker, string name, string email, string affiliation)
    {
        json.WriteStartObject();
        json.WriteString("speakerId", speaker);
        json.WriteString("name", name);
        json.WriteString("emailAddress", email);
        json.WriteString("affiliation", affiliation);
        json.WriteEndObject();
    }

    private static void Records(Utf8JsonWriter json, int total, int count, string? cursor)
    {
        json.WriteStartObject("records");
        json.WriteNumber("totalRecords", total);
        json.WriteNumber("currentPageSize", count);
        if (cursor is not null)
        {
            json.WriteString("cursor", cursor);
        }

        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("requestId", "load");
            content(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static List<int>? Ids(JsonElement request) =>
        request.GetProperty("filter").TryGetProperty("callIds", out var ids) && ids.ValueKind == JsonValueKind.Array
            ? [.. ids.EnumerateArray().Select(id => (int)(long.Parse(id.GetString() ?? "", CultureInfo.InvariantCulture) - FirstId))]
            : null;

    private static string Id(int call) => (FirstId + call).ToString(CultureInfo.InvariantCulture);

    private static int Number(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);

    private static DateTimeOffset Date(JsonElement filter, string name, DateTimeOffset otherwise) =>
        filter.TryGetProperty(name, out var date) && date.ValueKind == JsonValueKind.String ? date.GetDateTimeOffset() : otherwise;
}
