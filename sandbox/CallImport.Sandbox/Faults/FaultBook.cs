using System.Collections.Concurrent;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Faults;

/// <summary>
/// Decides what goes wrong, repeatably: by the seed, the kind, the subject and how often that subject was asked for. Each
/// attempt is a new throw, so with less than 100 percent a retry gets through in the end.
/// </summary>
internal sealed class FaultBook(int seed, TimeProvider time)
{
    private volatile State _state = new([], time.GetUtcNow());

    public IReadOnlyList<Fault> Faults => _state.Faults;

    /// <summary>How many requests each kind has hit; kinds that stay with a call are not counted.</summary>
    public IReadOnlyDictionary<FaultKind, long> Struck => _state.Struck;

    /// <summary>Replaces all faults and forgets all attempts.</summary>
    public void Set(IReadOnlyList<Fault> faults) => _state = new State(faults, time.GetUtcNow());

    /// <summary>Whether this attempt of this subject is hit by any fault of a kind.</summary>
    public Fault? Hit(FaultKind kind, string vendor, string subject)
    {
        foreach (var fault in _state.Faults)
        {
            if (IsMeant(fault, kind, vendor) && Strikes(fault, subject))
            {
                return fault;
            }
        }

        return null;
    }

    public bool Strikes(Fault fault, string subject)
    {
        var state = _state;
        var attempt = state.Attempt(fault, subject);
        var strikes = (fault.First > 0 && state.Total(fault) <= fault.First) || attempt <= fault.FirstPerSubject || Throw(fault, subject, attempt);
        if (strikes)
        {
            state.Struck.AddOrUpdate(fault.Kind, 1, static (_, count) => count + 1);
        }

        return strikes;
    }

    /// <summary>Whether a call carries a lasting fault.</summary>
    public Fault? Lasting(FaultKind kind, string vendor, string callId)
    {
        foreach (var fault in _state.Faults)
        {
            if (IsMeant(fault, kind, vendor) && Throw(fault, callId, 0))
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>A late transcript: not there before its time, or before it was asked for often enough.</summary>
    public bool IsTranscriptLate(string vendor, string callId)
    {
        var state = _state;
        if (state.Faults.Count == 0 || Lasting(FaultKind.LateTranscript, vendor, callId) is not { } fault)
        {
            return false;
        }

        return fault.Seconds is { } seconds
            ? time.GetUtcNow() - state.Since < TimeSpan.FromSeconds(seconds)
            : state.Attempt(fault, callId) <= Math.Max(1, fault.FirstPerSubject);
    }

    private static bool IsMeant(Fault fault, FaultKind kind, string vendor) =>
        fault.Kind == kind && (fault.Vendor is null || fault.Vendor == vendor);

    private bool Throw(Fault fault, string subject, int attempt) => fault.Percent > 0 &&
        Chance.For((ulong)seed, Chance.Hash(subject) + (ulong)attempt, (ulong)fault.Kind + 100).Percent(fault.Percent);

    private sealed class State(IReadOnlyList<Fault> faults, DateTimeOffset since)
    {
        private readonly ConcurrentDictionary<(Fault, string?), int> _attempts = new();

        public IReadOnlyList<Fault> Faults => faults;

        public ConcurrentDictionary<FaultKind, long> Struck { get; } = new();

        public DateTimeOffset Since => since;

        public int Attempt(Fault fault, string subject) => Count(fault, subject);

        public int Total(Fault fault) => Count(fault, null);

        private int Count(Fault fault, string? subject) => _attempts.AddOrUpdate((fault, subject), 1, static (_, count) => count + 1);
    }
}
