using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;

namespace CallImport.Infrastructure.Pipeline.Steps;

/// <summary>
/// Moves the recording to its place in the library. Its key carries the epoch: whoever has lost the call can neither overwrite the winner's
/// recording nor be mistaken for it, and removes only what is its own.
/// </summary>
internal sealed class StoreRecording(IRecordingStore store) : ICallStep
{
    public async Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken)
    {
        if (context.Staged is { } staged)
        {
            var key = RecordingKeys.Final(context.Call.WorkspaceId, context.Call.Id, context.Call.Epoch, staged.Extension);
            await store.SealAsync(staged.Key, key, cancellationToken);
            context.RecordingKey = key;
        }

        return null;
    }
}
