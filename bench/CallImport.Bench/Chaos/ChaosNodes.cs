using System.Diagnostics;
using System.Globalization;
using CallImport.Bench.Running;

namespace CallImport.Bench.Chaos;

/// <summary>So many server processes, each with a place of its own that is filled again when its process has gone.</summary>
/// <param name="servers">Builds of the server, for one place after the other in turns.</param>
internal sealed class ChaosNodes(IReadOnlyDictionary<string, string> configuration, int count, params IReadOnlyList<string> servers) : IAsyncDisposable
{
    private readonly ChildProcess?[] places = new ChildProcess?[count];
    private readonly bool[] isFrozen = new bool[count];

    /// <summary>Asked to end: nothing else happens to it until it has.</summary>
    private readonly bool[] isLeaving = new bool[count];
    private readonly List<string> output = [];

    /// <summary>What nodes wrote that are gone.</summary>
    public IReadOnlyList<string> Output => output;

    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        for (var place = 0; place < count; place++)
        {
            await ThawAsync(place);
            if (places[place] is null)
            {
                Launch(place);
            }
        }

        await Task.CompletedTask.WaitAsync(cancellationToken);
    }

    public bool IsUp(int place) => places[place] is not null && !isFrozen[place] && !isLeaving[place];

    public void Launch(int place) => places[place] ??= ChildProcess.Start(
        servers[place % servers.Count], [], new Dictionary<string, string>(configuration) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ChildProcess.FreePort()}" });

    public async Task KillAsync(int place)
    {
        if (places[place] is { } node && !isLeaving[place])
        {
            await node.DisposeAsync();
            output.Add(node.Output);
            (places[place], isFrozen[place]) = (null, false);
        }
    }

    public async Task KillEveryAsync()
    {
        for (var place = 0; place < count; place++)
        {
            await KillAsync(place);
        }
    }

    public Task FreezeAsync(int place)
    {
        isFrozen[place] = true;
        return SignalAsync(place, "STOP");
    }

    public Task ThawAsync(int place)
    {
        isFrozen[place] = false;
        return SignalAsync(place, "CONT");
    }

    /// <returns>what was wrong with how it ended; null when nothing was</returns>
    public async Task<string?> TerminateAsync(int place, CancellationToken cancellationToken)
    {
        if (places[place] is not { } node)
        {
            return null;
        }

        isLeaving[place] = true;
        var began = Stopwatch.GetTimestamp();
        await SignalAsync(place, "TERM");
        var fault = await EndOfAsync(node, cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        isLeaving[place] = false;
        await KillAsync(place);
        return fault ?? (took > TimeSpan.FromSeconds(30) ? string.Create(CultureInfo.InvariantCulture, $"SIGTERM took {took.TotalSeconds:0.0} s") : null);
    }

    /// <returns>processes that ended by themselves, which none ever may</returns>
    public IEnumerable<string> Dead() => places.Where((_, place) => !isLeaving[place]).OfType<ChildProcess>().Where(node => node.HasExited).Select(node => $"process {node.Id} ended by itself:\n{node.Output}");

    public async ValueTask DisposeAsync() => await KillEveryAsync();

    private static async Task<string?> EndOfAsync(ChildProcess node, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await node.WaitForExitAsync(patience.Token);
            return null;
        }
        catch (Exception bad) when (bad is InvalidOperationException or OperationCanceledException)
        {
            return $"SIGTERM: {bad.Message}";
        }
    }

    private async Task SignalAsync(int place, string name)
    {
        if (places[place] is { HasExited: false } node)
        {
            await Signals.SendAsync(node.Id, name);
        }
    }
}
