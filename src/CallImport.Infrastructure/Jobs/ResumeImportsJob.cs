using CallImport.Infrastructure.Pipeline.Listing;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Webhooks;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>
/// Finds imports that nobody lists although they could be, imports that are done but not ended, and syncs that are due, and
/// looks after what announces their calls. Two at a time do no harm. One job
/// for all: each firing costs the scheduler some twenty statements.
/// </summary>
internal sealed class ResumeImportsJob(StalledImports stalled, DiscoveryTrigger trigger, StartDueSyncs syncs, KeepSubscriptions subscriptions) : IJob
{
    public static readonly JobKey Key = new("resume", "imports");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var jobId in await stalled.FindAsync(cancellationToken))
        {
            await trigger.HintAsync(jobId, cancellationToken);
        }

        await stalled.CompleteAsync(null, cancellationToken);
        await syncs.ExecuteAsync(cancellationToken);
        await syncs.SettleAsync(cancellationToken);
        await subscriptions.ExecuteAsync(cancellationToken);
    }
}
