using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Transcription;
using Quartz;

namespace CallImport.Infrastructure.Jobs;

/// <summary>Takes away what may be kept no longer, and what crashes and lost leases have left behind.</summary>
[DisallowConcurrentExecution]
internal sealed class JanitorJob(StoreCleaning cleaning, EndRetention retention, EndAbandonedImports abandoned, DatabaseAnswers answeredSpeech) : IJob
{
    public static readonly JobKey Key = new("janitor", "imports");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await AllAsync([retention.ExecuteAsync, abandoned.ExecuteAsync, cleaning.RemoveOrphansAsync, cleaning.ForgetKeysAsync, answeredSpeech.ForgetAsync], cancellationToken);
    }

    /// <summary>What one of them cannot do, with a store that is away for example, keeps the others from nothing.</summary>
    /// <exception cref="AggregateException">What could not be done, after the rest was.</exception>
    internal static async Task AllAsync(IEnumerable<Func<CancellationToken, Task>> chores, CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        foreach (var chore in chores)
        {
            try
            {
                await chore(cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }
}
