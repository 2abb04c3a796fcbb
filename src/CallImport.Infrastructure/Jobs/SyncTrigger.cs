using Microsoft.Extensions.Logging;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Asks the cluster to look at once for syncs that are due. Only a hint: the next tick looks all the same.</summary>
public sealed partial class SyncTrigger(ISchedulerFactory schedulers, ILogger<SyncTrigger> logger)
{
    public async Task HintAsync(CancellationToken cancellationToken)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.TriggerJob(ResumeImportsJob.Key, cancellationToken: cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotTriggered(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Syncs that are due wait for the next tick: they could not be started at once")]
        public static partial void NotTriggered(ILogger logger, Exception fault);
    }
}
