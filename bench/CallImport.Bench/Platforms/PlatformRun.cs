using System.Diagnostics;
using CallImport.Bench.Chaos;
using CallImport.Bench.Running;
using CallImport.Domain.Workspaces;

namespace CallImport.Bench.Platforms;

/// <summary>
/// One import, and what happens to it on the way, by how much of it is done: all tokens end while two nodes work, one node is killed, tokens end while one
/// works, another comes in its place, and once more tokens end.
/// </summary>
internal sealed class PlatformRun(PlatformShape platform, int calls, ChaosDatabase database, PlatformSource source, ChaosNodes nodes, TextWriter timeline)
{
    private const string Moved = "SELECT coalesce(sum(processed_calls + failed_calls), 0)::bigint FROM import_jobs";

    private const string Ended = "SELECT count(*) = 0 FROM import_jobs WHERE status IN ('pending', 'counting', 'in_progress')";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly long began = Stopwatch.GetTimestamp();
    private long refusedBefore;

    public int Expiries { get; private set; }

    public long DeadRequests { get; private set; }

    public double Seconds => Stopwatch.GetElapsedTime(began).TotalSeconds;

    public List<string> Faults { get; } = [];

    public async Task ExecuteAsync(Desk desk, Actor owner, Guid credential, CancellationToken cancellationToken)
    {
        await nodes.StartAllAsync(cancellationToken);
        await desk.StartImportAsync(owner, credential, cancellationToken);
        await ExpireAtAsync(0.2, cancellationToken);
        await UntilAsync(0.35, cancellationToken);
        Say("a node is killed");
        await nodes.KillAsync(0);
        await ExpireAtAsync(0.5, cancellationToken);
        await UntilAsync(0.65, cancellationToken);
        Say("another one is started");
        nodes.Launch(0);
        await ExpireAtAsync(0.8, cancellationToken);
        await FinishAsync(cancellationToken);
        Faults.AddRange(nodes.Dead());
    }

    private async Task ExpireAtAsync(double share, CancellationToken cancellationToken)
    {
        await UntilAsync(share, cancellationToken);
        if (platform.SendsFiles)
        {
            return;
        }

        await CountDeadAsync(cancellationToken);
        Say("all tokens end");
        await source.ExpireTokensAsync(cancellationToken);
        Expiries++;
    }

    /// <summary>Since the last time.</summary>
    private async Task CountDeadAsync(CancellationToken cancellationToken)
    {
        var refused = (await source.TallyAsync(cancellationToken)).Refused;
        DeadRequests = Math.Max(DeadRequests, refused - refusedBefore);
        refusedBefore = refused;
    }

    /// <summary>An import that has given up gets no further.</summary>
    private Task UntilAsync(double share, CancellationToken cancellationToken) =>
        WaitAsync($"SELECT ({Moved}) >= {(int)(share * calls)} OR ({Ended})", cancellationToken);

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(Ended, cancellationToken);
        await CountDeadAsync(cancellationToken);
        var end = await database.AskAsync<string>(
            "SELECT string_agg(format('%s: %s imported, %s failed of %s found. %s', status, processed_calls, failed_calls, found_calls, last_error), ', ') FROM import_jobs", cancellationToken);
        Say(end);

        // Whether they fail by rights, with neither recording nor words at the source, the ledger tells.
        var empty = await database.AskAsync<long>("SELECT count(*) FROM imported_calls WHERE status = 'failed' AND last_error_class = 'permanent'", cancellationToken);
        if (!end.StartsWith($"completed: {calls - empty} imported, {empty} failed of {calls} found", StringComparison.Ordinal))
        {
            Faults.Add(end + await database.AskAsync<string>(
                "SELECT coalesce(string_agg(DISTINCT format(' [%s: %s]', last_error_class, last_error), ''), '') FROM imported_calls WHERE status = 'failed'", cancellationToken));
        }
    }

    private async Task WaitAsync(string condition, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await database.AskAsync<bool>(condition, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                throw new TimeoutException($"Not so after {Patience}: {condition}. {await database.AskAsync<long>(Moved, cancellationToken)} of {calls} are done.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private void Say(string what) => timeline.WriteLine(FormattableString.Invariant($"{Seconds,7:0.0} s  {platform.Slug}: {what}"));
}
