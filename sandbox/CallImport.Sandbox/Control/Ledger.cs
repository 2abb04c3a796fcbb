using CallImport.Sandbox.Gong;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Control;

internal sealed record LedgerLine(int StartMs, int EndMs, string Speaker, string Text);

/// <summary>What the source really holds, to compare an import with.</summary>
internal sealed record LedgerEntry(
    string CallId, string Title, string Type, DateTime StartedAt, double DurationSeconds, bool IsPrivate, bool HasRecording,
    long RecordingBytes, string? RecordingSha256, IReadOnlyList<string> Participants, string Transcript, IReadOnlyList<LedgerLine>? Lines);

internal sealed class Ledger(GongCalls gong)
{
    /// <summary>The calls of a company in order of their start, one at a time.</summary>
    public IEnumerable<LedgerEntry> Entries(GongCompany company, bool withHashes, bool withLines)
    {
        var world = company.World;
        var order = world.Order;
        for (var place = 0; place < order.Count; place++)
        {
            yield return Entry(world, world.Call(order.At(place)), withHashes, withLines);
        }
    }

    private LedgerEntry Entry(SalesWorld world, WorldCall call, bool withHashes, bool withLines) => new(
        call.Id,
        call.Title,
        call.Cast.Type.ToString(),
        call.Started.UtcDateTime,
        call.Recording.Duration.TotalSeconds,
        call.IsPrivate,
        gong.HasMedia(call),
        call.Recording.Length,
        withHashes ? world.Sha256(call) : null,
        [.. call.Cast.Everybody.Select(person => person.Name)],
        string.Join(' ', call.Utterances.Select(utterance => utterance.Text)),
        withLines ? [.. call.Utterances.Select(utterance =>
            new LedgerLine((int)utterance.StartMs, (int)utterance.EndMs, utterance.Speaker.Name, utterance.Text))] : null);
}
