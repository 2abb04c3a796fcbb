using CallImport.Infrastructure.Pipeline.Listing;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Lists one import for some seconds, and asks for another turn when there is more.</summary>
internal sealed class DiscoverJob(DiscoverImport discover, DiscoveryTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (context.MergedJobDataMap[DiscoveryTrigger.JobIdKey] is string text && Guid.TryParse(text, out var jobId)
            && await discover.RunAsync(jobId, cancellationToken) is { } pause)
        {
            await trigger.HintAsync(jobId, pause, cancellationToken);
        }
    }
}
