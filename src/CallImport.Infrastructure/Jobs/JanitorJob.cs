using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Transcription;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Takes away what may be kept no longer, and what crashes and lost leases have left behind.</summary>
[DisallowConcurrentExecution]
internal sealed class JanitorJob(StoreCleaning cleaning, EndRetention retention, DatabaseAnswers answeredSpeech) : IJob
{
    public static readonly JobKey Key = new("janitor", "imports");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await retention.ExecuteAsync(cancellationToken);
        await cleaning.RemoveOrphansAsync(cancellationToken);
        await cleaning.ForgetKeysAsync(cancellationToken);
        await answeredSpeech.ForgetAsync(cancellationToken);
    }
}
