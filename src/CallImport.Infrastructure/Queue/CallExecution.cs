using CallImport.Infrastructure.Pipeline;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Queue;

/// <summary>Works on one call and hands over what became of it, or leaves without a trace when the call is no longer this node's.</summary>
internal sealed partial class CallExecution(CallRunner runner, FinishBuffer outcomes, ILogger<CallExecution> logger)
{
    public static CallOutcome Released(WorkItem item) => new()
    {
        JobId = item.Batch.Claim.JobId,
        Call = item.Call,
        StagedRecording = item.Call.StagedRecording,
        DownloadToken = item.Call.DownloadToken,
    };

    /// <param name="stopping">The node shuts down: the call goes back as it was.</param>
    public async Task RunAsync(WorkItem item, CancellationToken stopping)
    {
        var claim = item.Batch.Claim;
        using var scope = logger.BeginImportScope(new ImportLogScope
        {
            CorrelationId = claim.CorrelationId,
            WorkspaceId = claim.WorkspaceId,
            JobId = claim.JobId,
            ImportedCallId = item.Call.Id,
            Platform = claim.Platform,
            Attempt = item.Call.RetryCount + 1,
        });
        CallOutcome outcome;
        try
        {
            // It is set before the item begins and cleared after it has ended.
            outcome = await runner.RunAsync(claim.JobId, item.Call, item.Batch.Source, stage => item.Stage = stage, item.Work!.Token);
        }
        catch (Exception) when (stopping.IsCancellationRequested && !item.IsLost)
        {
            outcome = Released(item);
        }
        catch (Exception fault) when (!item.IsLost && item.Work is { IsCancellationRequested: true })
        {
            // The database was away for longer than the lease. If nobody has taken it since, it goes back as it was: an outage is no call's fault.
            Log.RanOut(logger, item.Call.Id, item.Call.Epoch, fault.Message);
            outcome = Released(item);
        }
        catch (Exception fault)
        {
            Log.Lost(logger, item.Call.Id, item.Call.Epoch, fault.Message);
            return;
        }

        await outcomes.AddAsync(outcome, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The lease of call {ImportedCallId}, epoch {Epoch}, could not be renewed in time; its work is dropped ({Reason})")]
        public static partial void RanOut(ILogger logger, Guid importedCallId, long epoch, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "Call {ImportedCallId} of epoch {Epoch} is no longer this node's; its work is dropped ({Reason})")]
        public static partial void Lost(ILogger logger, Guid importedCallId, long epoch, string reason);
    }
}
