using System.Text.Json;
using CallImport.Bench.Measuring;
using CallImport.Bench.Running;

namespace CallImport.Bench.Load;

/// <summary>What recordings of any size cost in memory: one alone, then several at once, each time in a node that has just started.</summary>
internal static class MemoryCommand
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var bytes = arguments.Number("bytes", 2_000_000_000);
        var many = arguments.Number("many", 5);
        var alone = await MeasureAsync(1, bytes, cancellationToken);
        var together = await MeasureAsync(many, bytes, cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(new { bytes, many, extraMegabytes = new { alone, together }, promised = new { alone = 150, together = 250 } }));
        return alone <= 150 && together <= 250 ? 0 : 1;
    }

    /// <returns>megabytes of resident memory above what the node had before the import, at the worst moment</returns>
    private static async Task<double> MeasureAsync(int recordings, int bytes, CancellationToken cancellationToken)
    {
        await using var site = await Site.OpenAsync(new LoadShape(recordings, bytes, 0, 8, 1, 1), cancellationToken);
        var node = await site.StartNodeAsync(8, cancellationToken);
        var (owner, credentialId) = await site.Desk.MoveInAsync(cancellationToken);
        await Task.Delay(Settling, TimeProvider.System, cancellationToken);
        var before = ProcessCost.Megabytes(node.Id);
        var job = await site.Desk.StartImportAsync(owner, credentialId, cancellationToken);
        while (!await site.Database.AskAsync<bool>($"SELECT completed_at IS NOT NULL FROM import_jobs WHERE id = '{job}'", cancellationToken))
        {
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        var imported = await site.Database.AskAsync<long>($"SELECT count(*) FROM engagements WHERE recording_bytes = {bytes}", cancellationToken);
        return imported == recordings
            ? Math.Round(ProcessCost.PeakMegabytes(node.Id) - before)
            : throw new InvalidOperationException($"{imported} of {recordings} recordings were imported.");
    }
}
