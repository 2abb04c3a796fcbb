using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Jobs;

/// <summary>
/// Runs the scheduler and lets it go in time. On its own it does not stop while the database is away: when a trigger could not be fired, its loop reports that
/// until the database is back, and stopping waits for the loop. A node that is asked to stop then would never exit.
/// </summary>
internal sealed partial class SchedulerHost(IHostedLifecycleService scheduler, ILogger<SchedulerHost> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => scheduler.StartingAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => scheduler.StartAsync(cancellationToken);

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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler has not stopped within the time for stopping; another node takes over what it had begun")]
        public static partial void Abandoned(ILogger logger);
    }
}
