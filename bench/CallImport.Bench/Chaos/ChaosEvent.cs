namespace CallImport.Bench.Chaos;

/// <summary>What is done to the cluster.</summary>
internal enum Harm
{
    /// <summary>SIGKILL; another process takes its place some seconds later.</summary>
    KillNode,

    /// <summary>SIGKILL to all nodes at once.</summary>
    KillAll,

    /// <summary>SIGSTOP for longer than a lease, then SIGCONT.</summary>
    FreezeNode,

    /// <summary>SIGTERM, as an upgrade does it; it has to end with 0 within 30 s.</summary>
    TerminateNode,

    /// <summary>Fast shutdown of PostgreSQL: sessions are ended, transactions rolled back.</summary>
    RestartDatabase,

    /// <summary>Immediate shutdown: it recovers from its log when it is started again.</summary>
    CrashDatabase,

    /// <summary>All sessions are ended at once; the server stays.</summary>
    CutSessions,

    /// <summary>The source answers every request with 503.</summary>
    SourceDown,

    /// <summary>Imports the same range once more, beside the first.</summary>
    ImportAgain,
}

/// <param name="After">Since the one before.</param>
/// <param name="Node">Which node, of those that there are.</param>
/// <param name="Lasts">How long until it is undone.</param>
internal sealed record ChaosEvent(TimeSpan After, Harm Harm, int Node, TimeSpan Lasts)
{
    /// <summary>The same seed gives the same events, for as long as somebody asks for more.</summary>
    public static IEnumerable<ChaosEvent> Of(int seed, int nodes, TimeSpan lease)
    {
        // Not for secrets: the same seed has to give the same run.
#pragma warning disable CA5394
        var chance = new Random(seed);
        while (true)
        {
            var after = TimeSpan.FromSeconds(2 + (6 * chance.NextDouble()));
            var harm = chance.NextDouble() switch
            {
                < 0.30 => Harm.KillNode,
                < 0.35 => Harm.KillAll,
                < 0.55 => Harm.FreezeNode,
                < 0.65 => Harm.TerminateNode,
                < 0.75 => Harm.RestartDatabase,
                < 0.82 => Harm.CrashDatabase,
                < 0.90 => Harm.CutSessions,
                < 0.95 => Harm.SourceDown,
                _ => Harm.ImportAgain,
            };
            var lasts = harm == Harm.FreezeNode ? lease + TimeSpan.FromSeconds(1 + (8 * chance.NextDouble())) : TimeSpan.FromSeconds(0.2 + (6 * chance.NextDouble()));
            yield return new ChaosEvent(after, harm, chance.Next(nodes), lasts);
        }
#pragma warning restore CA5394
    }
}
