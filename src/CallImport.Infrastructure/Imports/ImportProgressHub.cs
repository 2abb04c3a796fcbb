using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Queue;

namespace CallImport.Infrastructure.Imports;

/// <summary>
/// Fans the progress of jobs out to pages and subscriptions of this node. However many watch a job, its row is read once per change, at most
/// four times a second; a slow reader gets the latest state only, and the last state always.
/// </summary>
public sealed class ImportProgressHub : IDisposable
{
    private readonly ConcurrentDictionary<(Guid Workspace, Guid Job), WatchedImport> watched = [];
    private readonly ImportProgressReader reader;
    private readonly TimeProvider clock;
    private readonly IDisposable subscription;

    internal ImportProgressHub(ImportProgressReader reader, ImportSignals signals, TimeProvider clock)
    {
        this.reader = reader;
        this.clock = clock;
        subscription = signals.Subscribe(Hear);
    }

    /// <summary>First the state as it is, then every change. Ends at once for a job that this workspace does not have, else with the token.</summary>
    public async IAsyncEnumerable<ImportProgress> WatchAsync(
        Guid workspaceId, Guid jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (import, updates) = Join((workspaceId, jobId));
        try
        {
            await foreach (var progress in updates.ReadAllAsync(cancellationToken))
            {
                yield return progress;
            }
        }
        finally
        {
            if (import.Leave(updates))
            {
                watched.TryRemove(new KeyValuePair<(Guid, Guid), WatchedImport>((workspaceId, jobId), import));
            }
        }
    }

    public void Dispose()
    {
        subscription.Dispose();
        foreach (var import in watched.Values)
        {
            import.Dispose();
        }
    }

    private (WatchedImport Import, System.Threading.Channels.ChannelReader<ImportProgress> Updates) Join((Guid Workspace, Guid Job) key)
    {
        while (true)
        {
            var import = watched.GetOrAdd(key, added => new WatchedImport(added.Workspace, added.Job, reader, clock));
            if (import.Join() is { } updates)
            {
                return (import, updates);
            }

            // The last watcher has just left and closed it; the next one is new.
            watched.TryRemove(new KeyValuePair<(Guid, Guid), WatchedImport>(key, import));
        }
    }

    private void Hear(ImportSignal signal)
    {
        if (signal.Channel != ImportChannels.Progress)
        {
            return;
        }

        foreach (var (key, import) in watched)
        {
            if (signal.Id is null || signal.Id == key.Job)
            {
                import.Touch();
            }
        }
    }
}
