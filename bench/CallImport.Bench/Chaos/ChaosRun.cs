using System.Diagnostics;
using System.Globalization;
using CallImport.Domain.Workspaces;
using CallImport.Bench.Running;
using Npgsql;

namespace CallImport.Bench.Chaos;

/// <summary>Does what the seed says to a cluster that imports, until the import is done or the time is up; then leaves it in peace to finish.</summary>
internal sealed class ChaosRun(ChaosDatabase database, ChaosSource source, ChaosNodes nodes, Desk desk, TextWriter timeline)
{
    private long began = Stopwatch.GetTimestamp();
    private readonly List<Task> undoing = [];

    public List<string> Faults { get; } = [];

    public async Task RunAsync(Actor owner, Guid credential, IEnumerable<ChaosEvent> events, TimeSpan duration, CancellationToken cancellationToken)
    {
        await nodes.StartAllAsync(cancellationToken);
        await desk.StartImportAsync(owner, credential, cancellationToken);
        while (await database.AskAsync<long>("SELECT sum(processed_calls) FROM import_jobs", cancellationToken) == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        began = Stopwatch.GetTimestamp();
        foreach (var next in events)
        {
            await Task.Delay(next.After, TimeProvider.System, cancellationToken);
            if (Stopwatch.GetElapsedTime(began) > duration)
            {
                break;
            }

            Say($"{next.Harm} node {next.Node} for {next.Lasts.TotalSeconds:0.0} s; {await StandAsync(cancellationToken)}");
            Faults.AddRange(nodes.Dead());
            await HarmAsync(next, owner, credential, cancellationToken);
        }

        await Task.WhenAll(undoing);
        await nodes.StartAllAsync(cancellationToken);
        Say($"Peace; {await StandAsync(cancellationToken)}");
    }

    /// <summary>Waits until all imports have ended.</summary>
    public async Task FinishAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (await database.AskAsync<long>("SELECT count(*) FROM import_jobs WHERE status IN ('pending', 'counting', 'in_progress')", cancellationToken) > 0)
        {
            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                Faults.Add($"not done {patience.TotalSeconds:0} s after the last harm: {await StandAsync(cancellationToken)}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
        }

        Say($"All done {Stopwatch.GetElapsedTime(since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s after the last harm; {await StandAsync(cancellationToken)}");
        Faults.AddRange(nodes.Dead());
    }

    private async Task HarmAsync(ChaosEvent next, Actor owner, Guid credential, CancellationToken cancellationToken)
    {
        switch (next.Harm)
        {
            case Harm.KillNode when nodes.IsUp(next.Node):
                await nodes.KillAsync(next.Node);
                Later(next.Lasts, () => Launch(next.Node));
                break;
            case Harm.KillAll:
                await nodes.KillEveryAsync();
                Later(next.Lasts, () => nodes.StartAllAsync(CancellationToken.None));
                break;
            case Harm.FreezeNode when nodes.IsUp(next.Node):
                await nodes.FreezeAsync(next.Node);
                Later(next.Lasts, () => nodes.ThawAsync(next.Node));
                break;
            case Harm.TerminateNode when nodes.IsUp(next.Node):
                Later(TimeSpan.Zero, () => ReplaceAsync(next.Node));
                break;
            case Harm.RestartDatabase or Harm.CrashDatabase:
                await database.StopAsync(next.Harm == Harm.CrashDatabase ? "QUIT" : "INT", cancellationToken);
                await Task.Delay(next.Lasts, TimeProvider.System, cancellationToken);
                await database.StartAsync(cancellationToken);
                break;
            case Harm.CutSessions:
                await database.CutSessionsAsync(cancellationToken);
                break;
            case Harm.SourceDown:
                await source.GoDownAsync(cancellationToken);
                Later(next.Lasts, () => source.ComeBackAsync(CancellationToken.None));
                break;
            case Harm.ImportAgain:
                await ImportAgainAsync(owner, credential, cancellationToken);
                break;
        }
    }

    private async Task ImportAgainAsync(Actor owner, Guid credential, CancellationToken cancellationToken)
    {
        try
        {
            await desk.StartImportAsync(owner, credential, cancellationToken);
        }
        catch (Exception away) when (away is NpgsqlException or InvalidOperationException)
        {
            // The desk's own connections were cut: a user would press the button again.
            Say($"Not started: {away.Message}");
        }
    }

    private async Task ReplaceAsync(int place)
    {
        if (await nodes.TerminateAsync(place, CancellationToken.None) is { } fault)
        {
            Faults.Add(fault);
        }

        nodes.Launch(place);
    }

    private Task Launch(int place)
    {
        nodes.Launch(place);
        return Task.CompletedTask;
    }

    /// <summary>Undoing happens beside further harm.</summary>
    private void Later(TimeSpan wait, Func<Task> undo) => undoing.Add(Task.Run(async () =>
    {
        await Task.Delay(wait, TimeProvider.System);
        await undo();
    }));

    private async Task<string> StandAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.AskAsync<string>(
                "SELECT coalesce(string_agg(format('%s %s+%s of %s, %s skipped', status, processed_calls, failed_calls, found_calls, skipped_calls), ' | ' ORDER BY created_at), '') FROM import_jobs",
                cancellationToken);
        }
        catch (NpgsqlException away)
        {
            return away.Message;
        }
    }

    private void Say(string what) =>
        timeline.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds,7:0.0} s  {what}"));
}
