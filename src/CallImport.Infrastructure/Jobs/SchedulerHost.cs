using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CallImport.Infrastructure.Jobs;

/// <summary>
/// Runs the scheduler and lets it go in time. On its own it does not stop while the database is away: when a trigger could not be fired, its loop reports that
/// until the database is back, and stopping waits for the loop. A node that is asked to stop then would never exit. Nor does it start while another node, frozen
/// or cut off, holds the cluster's lock: that passes within seconds, and a node that gave up instead would be gone.
/// </summary>
internal sealed partial class SchedulerHost(
    IHostedLifecycleService scheduler, NpgsqlDataSource database, TimeProvider clock, ILogger<SchedulerHost> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public Task StartingAsync(CancellationToken cancellationToken) => scheduler.StartingAsync(cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (!await IsFreeAsync(cancellationToken))
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }

        await scheduler.StartAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => scheduler.StartedAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => scheduler.StoppingAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            // In a thread of its own, because the wait for running jobs blocks.
            await Task.Run(() => scheduler.StopAsync(cancellationToken), CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.Abandoned(logger);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => scheduler.StoppedAsync(cancellationToken);

    /// <summary>The scheduler gives up for good when it cannot have the lock soon, so that it is asked for first.</summary>
    private async Task<bool> IsFreeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT count(*) FROM (SELECT 1 FROM qrtz_locks ORDER BY lock_name FOR UPDATE) free");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException first) when (first.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // The scheduler makes its tables when it starts for the first time.
            return true;
        }
        catch (NpgsqlException fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Waits(logger, fault.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler cannot start yet: {Reason}")]
        public static partial void Waits(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler has not stopped within the time for stopping; another node takes over what it had begun")]
        public static partial void Abandoned(ILogger logger);
    }
}
