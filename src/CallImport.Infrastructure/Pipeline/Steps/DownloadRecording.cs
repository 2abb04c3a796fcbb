using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Storage;

namespace CallImport.Infrastructure.Pipeline.Steps;

/// <summary>Brings the recording into the staging area, unless an earlier try has left it there. A call without one goes on without.</summary>
internal sealed class DownloadRecording(RecordingDownload download, IRecordingStore store, TimeProvider clock) : ICallStep
{
    public ImportedCallStatus Stage => ImportedCallStatus.Downloading;

    public async Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken)
    {
        if (context.Staged is { } staged && await store.LengthAsync(staged.Key, cancellationToken) == staged.Bytes)
        {
            return null;
        }

        context.Staged = null;
        var answer = await context.Source.LocateAsync(context.Call, cancellationToken);
        if (answer is RecordingAt first)
        {
            try
            {
                context.Staged = await FetchAsync(context, first, cancellationToken);
                return null;
            }
            catch (PlatformException refused) when (refused.Fault == PlatformFault.LocationExpired)
            {
                // Addresses die while calls wait their turn; one that is refused is asked for anew, once.
                answer = await context.Source.RelocateAsync(context.Call, cancellationToken);
            }
        }

        switch (answer)
        {
            case RecordingAt location:
                context.Staged = await FetchAsync(context, location, cancellationToken);
                return null;
            case RecordingHere here:
                var copy = new RecordingCopyRequest(here, context.Call.Platform);
                context.Staged = await download.FetchAsync(copy, RecordingKeys.Staging(context.Call.Id, context.Call.Epoch), cancellationToken);
                return null;
            case RecordingAbsent absent:
                context.RecordingAbsence = absent.Reason;
                return null;
            case RecordingAwaited awaited:
                (context.RecordingAbsence, context.IsRecordingAwaited) = (awaited.Reason, true);
                return null;
            case RecordingNotReady pending:
                context.DownloadToken = pending.DownloadToken ?? context.DownloadToken;
                var now = clock.GetUtcNow();
                if (!SourceWait.IsOver(context.Call.StartedAt, context.Call.NotReadyAnswers, now, pending.DownloadToken is not null))
                {
                    return context.NotReady(pending.RetryAfter, "The source is still preparing the recording.", now);
                }

                context.RecordingAbsence = "The source did not make the recording available.";
                return null;
            case var unknown:
                throw new InvalidOperationException($"{unknown.GetType().Name} is no answer this step knows.");
        }
    }

    private async Task<StagedRecording> FetchAsync(CallContext context, RecordingAt location, CancellationToken cancellationToken)
    {
        var key = RecordingKeys.Staging(context.Call.Id, context.Call.Epoch);
        var connection = location.Authorization is null ? null : await context.Source.ConnectAsync(cancellationToken);
        return await download.FetchAsync(new RecordingDownloadRequest(location, connection, context.Call.Platform), key, cancellationToken);
    }
}
