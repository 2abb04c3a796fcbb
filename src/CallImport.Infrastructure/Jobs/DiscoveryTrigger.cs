using Microsoft.Extensions.Logging;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>
/// Asks the cluster to list the calls of an import now. Only a hint, given after the job's row is committed: Quartz holds its cluster lock
/// for as long as a transaction it takes part in, and a process that freezes there would stop the clocks of all nodes.
/// </summary>
public sealed partial class DiscoveryTrigger(ISchedulerFactory schedulers, TimeProvider clock, ILogger<DiscoveryTrigger> logger)
{
    internal const string JobIdKey = "importJobId";

    internal static readonly JobKey Discover = new("discover", "imports");

    /// <summary>Never fails: what it cannot start now the sweeper starts within seconds.</summary>
    public Task HintAsync(Guid jobId, CancellationToken cancellationToken) => HintAsync(jobId, TimeSpan.Zero, cancellationToken);

    /// <param name="delay">Not before this has passed.</param>
    public async Task HintAsync(Guid jobId, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            var trigger = TriggerBuilder.Create(clock).ForJob(Discover).WithIdentity($"{jobId:N}", Discover.Group)
                .UsingJobData(JobIdKey, $"{jobId:N}").StartAt(clock.GetUtcNow() + delay).Build();
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.Replace, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotScheduled(logger, jobId, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Listing of import {JobId} could not be scheduled at once; the sweeper will start it")]
        public static partial void NotScheduled(ILogger logger, Guid jobId, Exception fault);
    }
}
