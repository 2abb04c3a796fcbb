using Microsoft.Extensions.Logging;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Asks the cluster to look for syncs that are due. Only a hint: the next tick looks all the same.</summary>
public sealed partial class SyncTrigger(ISchedulerFactory schedulers, TimeProvider clock, ILogger<SyncTrigger> logger)
{
    /// <summary>At once.</summary>
    public Task HintAsync(CancellationToken cancellationToken) =>
        AskAsync(scheduler => scheduler.TriggerJob(ResumeImportsJob.Key, cancellationToken: cancellationToken).AsTask(), cancellationToken);

    /// <param name="wait">Until the credential's next run is due.</param>
    public Task HintAsync(Guid credentialId, TimeSpan wait, CancellationToken cancellationToken)
    {
        var trigger = TriggerBuilder.Create(clock).ForJob(ResumeImportsJob.Key).WithIdentity($"{credentialId:N}", "syncs").StartAt(clock.GetUtcNow() + wait).Build();
        return AskAsync(scheduler => scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken).AsTask(), cancellationToken);
    }

    private async Task AskAsync(Func<IScheduler, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask(await schedulers.GetScheduler(cancellationToken));
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
