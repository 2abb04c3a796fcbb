using CallImport.Infrastructure.Pipeline.Listing;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Finds imports that nobody lists although they could be, and imports that are done but not ended. Two at a time do no harm.</summary>
internal sealed class ResumeImportsJob(StalledImports stalled, DiscoveryTrigger trigger) : IJob
{
    public static readonly JobKey Key = new("resume", "imports");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var jobId in await stalled.FindAsync(cancellationToken))
        {
            await trigger.HintAsync(jobId, cancellationToken);
        }

        await stalled.CompleteAsync(cancellationToken);
    }
}
