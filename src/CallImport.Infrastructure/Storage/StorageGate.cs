using CallImport.Domain.Imports;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Storage;

/// <summary>
/// Shuts this node's work while the store does not work, and opens it again as soon as a probe says so. Readiness probes, too, but never shuts: the first
/// call that cannot be written does, and tells its import why it waits.
/// </summary>
public sealed partial class StorageGate(IRecordingStore store, TimeProvider clock, ILogger<StorageGate> logger)
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(5);

    /// <summary>A probe is small: where it fits, a recording may not. Trouble is over when none has come for so long.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task probe = Task.CompletedTask;
    private volatile State state = new(false, null, null);

    public void Shut(string why)
    {
        if (!state.IsShut)
        {
            Log.Shut(logger, why);
        }

        var now = clock.GetTimestamp();
        state = new State(true, now, new Trouble(why, now));
    }

    /// <returns>true when work may go on</returns>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        if (state.IsShut)
        {
            await ProbeAsync(cancellationToken);
        }

        return !state.IsShut;
    }

    /// <returns>what is wrong with the store, for people; null when it works</returns>
    public async Task<string?> TroubleAsync(CancellationToken cancellationToken)
    {
        await ProbeAsync(cancellationToken);
        return state is { Last: { } last } now && (now.IsShut || clock.GetElapsedTime(last.At) < Calm) ? last.Reason : null;
    }

    /// <summary>One probe at a time: a file system that hangs costs one thread, and nobody waits longer than they want to.</summary>
    private Task ProbeAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (probe.IsCompleted && (state.LookedAt is not { } at || clock.GetElapsedTime(at) >= BetweenProbes))
            {
                probe = Task.Run(LookAsync, CancellationToken.None);
            }

            return probe.WaitAsync(cancellationToken);
        }
    }

    private async Task LookAsync()
    {
        try
        {
            await store.ProbeAsync(CancellationToken.None);
        }
        catch (CallFaultException fault)
        {
            var now = clock.GetTimestamp();
            state = new State(state.IsShut, now, new Trouble(fault.Message, now));
            return;
        }

        var before = state;
        state = before with { IsShut = false, LookedAt = clock.GetTimestamp() };
        if (before.IsShut)
        {
            Log.Open(logger);
        }
    }

    /// <param name="LookedAt">When it was probed or shut last.</param>
    /// <param name="Last">What was wrong last, and when.</param>
    private sealed record State(bool IsShut, long? LookedAt, Trouble? Last);

    private sealed record Trouble(string Reason, long At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Work pauses: {Reason}")]
        public static partial void Shut(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The store works again; work goes on")]
        public static partial void Open(ILogger logger);
    }
}
