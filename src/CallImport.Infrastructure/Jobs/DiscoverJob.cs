using CallImport.Infrastructure.Pipeline.Listing;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Lists one import for some seconds, asks for another turn when there is more, and ends it when there is nothing left to do.</summary>
internal sealed class DiscoverJob(DiscoverImport discover, StalledImports stalled, DiscoveryTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (context.MergedJobDataMap[DiscoveryTrigger.JobIdKey] is not string text || !Guid.TryParse(text, out var jobId))
        {
            return;
        }

        if (await discover.RunAsync(jobId, cancellationToken) is { } pause)
        {
            await trigger.HintAsync(jobId, pause, cancellationToken);
        }
        else
        {
            // The workers were faster than the list, or had nothing to do.
            await stalled.CompleteAsync(jobId, cancellationToken);
        }
    }
}
