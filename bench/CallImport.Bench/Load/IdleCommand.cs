using System.Globalization;
using System.Text.Json;
using CallImport.Bench.Measuring;
using CallImport.Bench.Running;

namespace CallImport.Bench.Load;

/// <summary>What a node with nothing to do costs.</summary>
internal static class IdleCommand
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromSeconds(arguments.Number("seconds", 60));
        await using var site = await Site.OpenAsync(new LoadShape(0, 64, 0, 8, 1, 1), cancellationToken);
        var node = await site.StartNodeAsync(8, cancellationToken);
        await Task.Delay(Settling, TimeProvider.System, cancellationToken);
        await SqlProfile.ResetAsync(site.Database.Source, cancellationToken);
        var (server, database) = (ProcessCost.Seconds(node.Id), ProcessCost.SecondsOfTree(site.Database.ProcessId));
        await Task.Delay(time, TimeProvider.System, cancellationToken);
        var sql = await SqlProfile.ReadAsync(site.Database.Source, cancellationToken);
        foreach (var statement in sql.Statements.OrderByDescending(statement => statement.Calls).Take(arguments.Number("statements", 10)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{statement.Calls / time.TotalSeconds,8:0.00} a second: {statement.Short}"));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            statementsPerSecond = sql.Calls / time.TotalSeconds,
            serverCpuPercent = (ProcessCost.Seconds(node.Id) - server) / time.TotalSeconds * 100,
            postgresCpuPercent = (ProcessCost.SecondsOfTree(site.Database.ProcessId) - database) / time.TotalSeconds * 100,
        }));
        return 0;
    }
}
