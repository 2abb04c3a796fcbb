using CallImport.Infrastructure.Sync;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Starts the syncs that are due and writes down how runs have ended. Two at a time do no harm.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncJob(StartDueSyncs due) : IJob
{
    public static readonly JobKey Key = new("due", "syncs");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await due.ExecuteAsync(cancellationToken);
        await due.SettleAsync(cancellationToken);
    }
}
