using System.Diagnostics;
using System.Text.Json;
using CallImport.Bench.Measuring;
using CallImport.Bench.Running;

namespace CallImport.Bench.Load;

/// <summary>What the start of a node costs, from its launch until it says that it is ready; the median of several.</summary>
internal static class StartCommand
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        await using var site = await Site.OpenAsync(new LoadShape(0, 64, 0, 8, 1, 1), cancellationToken);
        var (seconds, processor) = (new List<double>(), new List<double>());
        for (var round = 0; round < arguments.Number("rounds", 5); round++)
        {
            var began = Stopwatch.GetTimestamp();
            var node = await site.StartNodeAsync(8, cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            processor.Add(ProcessCost.Seconds(node.Id));
            await site.StopNodesAsync();
        }

        Console.WriteLine(JsonSerializer.Serialize(new { readyAfterSeconds = LoadReport.Median(seconds, value => value), cpuSeconds = LoadReport.Median(processor, value => value) }));
        return 0;
    }
}
