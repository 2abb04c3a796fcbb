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
        RecordingAnswer? answer;
        try
        {
            answer = await FetchAsync(context, await context.Source.LocateAsync(context.Call, cancellationToken), cancellationToken);
        }
        catch (PlatformException refused) when (refused.Fault == PlatformFault.LocationExpired)
        {
            // Addresses die while calls wait their turn; one that is refused is asked for anew, once.
            answer = await FetchAsync(context, await context.Source.RelocateAsync(context.Call, cancellationToken), cancellationToken);
        }

        switch (answer)
        {
            case null:
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

    /// <returns>null when it is here; else what the source says instead</returns>
    private async Task<RecordingAnswer?> FetchAsync(CallContext context, LocatedRecording found, CancellationToken cancellationToken)
    {
        switch (found.Answer)
        {
            case RecordingAt { Authorization: null } location:
                await StageAsync(Request(location, null));
                return null;
            case RecordingAt:
                return await context.Source.FetchAsync(
                    context.Call, found, (location, connection) => StageAsync(Request(location, connection)), cancellationToken);
            case RecordingHere here:
                await StageAsync(new RecordingCopyRequest(here, context.Call.Platform));
                return null;
            case var instead:
                return instead;
        }

        RecordingDownloadRequest Request(RecordingAt location, PlatformConnection? connection) =>
            new(location, connection, context.Source.CredentialId, context.Call.Platform);

        async Task StageAsync(RecordingRequest wanted) =>
            context.Staged = await download.FetchAsync(wanted, RecordingKeys.Staging(context.Call.Id, context.Call.Epoch), cancellationToken);
    }
}
