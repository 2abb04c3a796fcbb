using CallImport.Infrastructure.Queue;

namespace CallImport.Infrastructure.Sync;

/// <summary>What somebody who looks at the syncs of a workspace has heard since they were read.</summary>
internal sealed class SyncNews(Guid workspaceId) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim heard = new(0, 1);
    private HashSet<Guid>? shown;
    private bool isOver;

    /// <summary>From now on every job counts: a run that begins meanwhile is not known yet.</summary>
    public void Reading()
    {
        lock (gate)
        {
            shown = null;
        }
    }

    /// <param name="runs">Whose progress is news from now on.</param>
    public void Shows(IEnumerable<Guid> runs)
    {
        lock (gate)
        {
            shown = [.. runs];
        }
    }

    public void Hear(ImportSignal signal)
    {
        lock (gate)
        {
            if (!isOver && heard.CurrentCount == 0 && IsNews(signal))
            {
                heard.Release();
            }
        }
    }

    /// <returns>false when nothing was heard</returns>
    public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => heard.WaitAsync(longest, cancellationToken);

    /// <summary>A signal may still be on its way to it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            heard.Dispose();
        }
    }

    private bool IsNews(ImportSignal signal) => signal switch
    {
        { Channel: ImportChannels.Workspace } => signal.Id is null || signal.Id == workspaceId,
        { Channel: ImportChannels.Progress, Id: { } job } => shown?.Contains(job) ?? true,
        _ => false,
    };
}
