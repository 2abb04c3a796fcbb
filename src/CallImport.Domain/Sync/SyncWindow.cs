using CallImport.Domain.Platforms;

namespace CallImport.Domain.Sync;

/// <param name="From">Calls since then are listed, up to the moment of the run.</param>
/// <param name="IsDeep">It reaches back for what comes late.</param>
public sealed record SyncWindow(DateTimeOffset From, bool IsDeep)
{
    /// <summary>Clocks of nodes differ; no window is so short that one of them could take it for the future.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>A little less than a day, so that a run that is due at the same time each day is deep each day.</summary>
    private static readonly TimeSpan DeepEvery = TimeSpan.FromHours(23);

    /// <param name="oldestFailed">The oldest call of earlier runs that may come after all; only deep runs go back for it.</param>
    /// <param name="now">The database's clock.</param>
    public static SyncWindow Plan(
        ImportSyncConfig config, SyncOverlap overlap, SyncCoverage coverage, DateTimeOffset? oldestFailed, DateTimeOffset now)
    {
        var isDeep = config.LastDeepRunAt is not { } last || now - last >= DeepEvery;
        var covered = Earlier(coverage.UntilSince(config.SyncFrom), now);
        var from = covered - (isDeep ? overlap.OnceADay : overlap.EachRun);
        from = isDeep && oldestFailed is { } failed ? Earlier(from, failed) : from;
        from = config.RescanFrom is { } announced ? Earlier(from, announced) : from;
        from = from < config.SyncFrom ? config.SyncFrom : from;
        return new SyncWindow(Earlier(from, now - Shortest), isDeep);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
