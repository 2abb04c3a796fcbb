using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Queue;

/// <summary>
/// What the rows of a lot will point to is on the medium before the rows are. Calls whose recordings cannot be brought there wait for the store, like
/// those that could not be written in the first place.
/// </summary>
internal sealed class SettleRecordings(IRecordingStore store, IOptions<ImportOptions> options, TimeProvider clock, Jitter jitter)
{
    private readonly RetryRules rules = new(options.Value.CallMaxAttempts, options.Value.RetryBase, options.Value.RetryMax);

    /// <returns>the lot as it is to be written</returns>
    public async Task<List<CallOutcome>> SettleAsync(List<CallOutcome> lot)
    {
        if (!lot.Exists(HasFile))
        {
            return lot;
        }

        try
        {
            await store.SettleAsync(CancellationToken.None);
            return lot;
        }
        catch (CallFaultException fault)
        {
            var fate = CallFates.After(fault, 0, rules, clock.GetUtcNow(), jitter());
            List<CallOutcome> waiting = [];
            foreach (var outcome in lot)
            {
                waiting.Add(HasFile(outcome) ? await PutOffAsync(outcome, fate) : outcome);
            }

            return waiting;
        }
    }

    /// <summary>Takes away what a worker has brought for a call that is no longer its own.</summary>
    public Task RemoveAsync(CallOutcome outcome) => store.DeleteAllAsync(
        [outcome.Finished?.Engagement.RecordingKey, RecordingKeys.Staging(outcome.Call.Id, outcome.Call.Epoch)], CancellationToken.None);

    private static bool HasFile(CallOutcome outcome) => outcome.Finished?.Engagement.RecordingKey is not null || outcome.StagedRecording is not null;

    private async Task<CallOutcome> PutOffAsync(CallOutcome outcome, CallFate fate)
    {
        await RemoveAsync(outcome);
        return new CallOutcome
        {
            JobId = outcome.JobId,
            Call = outcome.Call,
            Fate = outcome.Fate is CallFate.Done ? fate : outcome.Fate,
            DownloadToken = outcome.DownloadToken,
            WasNotReady = outcome.WasNotReady,
            ParkedReason = fate is CallFate.Snooze { Reason: var reason } ? reason : null,
        };
    }
}
