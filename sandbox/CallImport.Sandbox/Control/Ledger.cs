using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Control;

internal sealed record LedgerLine(int StartMs, int EndMs, string Speaker, string Text);

/// <summary>
/// What the source really holds, to compare an import with. What a fault keeps from everybody who asks is not held: a title is left out, a transcript is empty.
/// </summary>
internal sealed record LedgerEntry(
    string CallId, string? Title, string Type, DateTime StartedAt, double DurationSeconds, bool IsPrivate, bool HasRecording,
    long RecordingBytes, string? RecordingSha256, IReadOnlyList<string> Participants, string Transcript, IReadOnlyList<LedgerLine>? Lines);

internal sealed class Ledger(FaultBook faults)
{
    private static readonly JsonSerializerOptions Json = VendorJson.Make(JsonIgnoreCondition.WhenWritingNull, JsonNamingPolicy.CamelCase);

    /// <summary>The calls of a company in order of their start, one line of JSON each.</summary>
    public async Task WriteAsync(HttpContext context, Vendor vendor, Company company, bool withHashes, bool withLines)
    {
        context.Response.ContentType = "application/x-ndjson";
        var writer = context.Response.BodyWriter;
        var order = company.World.Order;
        for (var place = 0; place < order.Count; place++)
        {
            await using (var json = new Utf8JsonWriter(writer, new JsonWriterOptions { Encoder = Json.Encoder }))
            {
                JsonSerializer.Serialize(json, Entry(vendor, company, company.World.Call(order.At(place)), withHashes, withLines), Json);
            }

            "\n"u8.CopyTo(writer.GetSpan(1));
            writer.Advance(1);
            if (writer.UnflushedBytes > 64 * 1024)
            {
                await writer.FlushAsync(context.RequestAborted);
            }
        }
    }

    private LedgerEntry Entry(Vendor vendor, Company company, WorldCall call, bool withHashes, bool withLines)
    {
        return new LedgerEntry(
            vendor.CallId(company, call),
            Carries(FaultKind.NullFields) || Carries(FaultKind.MissingParties) ? null : vendor.Title(call),
            call.Cast.Type.ToString(),
            call.Started.UtcDateTime,
            call.Recording.Duration.TotalSeconds,
            call.IsPrivate,
            vendor.HasRecording(call),
            call.Recording.Length,
            withHashes ? company.World.Sha256(call) : null,
            [.. call.Cast.Everybody.Select(person => person.Name)],
            Carries(FaultKind.MissingTranscript) ? "" : string.Join(' ', call.Utterances.Select(utterance => utterance.Text)),
            withLines ? [.. call.Utterances.Select(utterance =>
                new LedgerLine((int)utterance.StartMs, (int)utterance.EndMs, utterance.Speaker.Name, utterance.Text))] : null);

        bool Carries(FaultKind kind) => faults.Lasting(kind, vendor.Slug, call.Id) is not null;
    }
}
