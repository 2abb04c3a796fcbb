using System.Runtime.CompilerServices;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Queue;

namespace CallImport.Infrastructure.Sync;

/// <summary>Lets pages of this node follow the syncs of a workspace. Where nobody watches nothing is read.</summary>
public sealed class SyncWatch
{
    /// <summary>However fast a run moves.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);

    /// <summary>While the database is away.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SyncQueries queries;
    private readonly ImportSignals signals;
    private readonly TimeProvider clock;

    internal SyncWatch(SyncQueries queries, ImportSignals signals, TimeProvider clock) => (this.queries, this.signals, this.clock) = (queries, signals, clock);

    /// <summary>Without any news: what is said about ages grows old, and a lost hint costs this much at most.</summary>
    internal TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>First the state as it is, then anew whenever something of it has changed, until the token ends it.</summary>
    public async IAsyncEnumerable<IReadOnlyList<SyncOverview>> WatchAsync(Actor actor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var news = new SyncNews(actor.WorkspaceId);
        using var subscription = signals.Subscribe(news.Hear);
        while (true)
        {
            news.Reading();
            if (await TryReadAsync(actor, cancellationToken) is not { } syncs)
            {
                // What was heard may have been the last for long: it is not given up.
                await Task.Delay(Pause, clock, cancellationToken);
                continue;
            }

            news.Shows(syncs.SelectMany(sync => sync.Runs).Select(run => run.Id));
            yield return syncs;
            await Task.Delay(Shortest, clock, cancellationToken);
            await news.WaitAsync(Longest, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<SyncOverview>?> TryReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return await queries.OverviewAsync(actor, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database is away for a moment; the page keeps what it has.
            return null;
        }
    }
}
