using CallImport.Infrastructure.Telemetry;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <summary>Counts the calls that wait or are in work in the whole cluster, from the jobs' counters.</summary>
internal sealed class QueueGauge(NpgsqlDataSource database, ImportMetrics metrics, TimeProvider clock)
{
    private const string Depth =
        """
        SELECT coalesce(sum(found_calls - processed_calls - failed_calls), 0) FROM import_jobs WHERE status IN ('pending', 'counting', 'in_progress')
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using (var command = database.CreateCommand(Depth))
        {
            metrics.QueueCounted((long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L));
        }

        await Task.Delay(Interval, clock, cancellationToken);
    }
}
