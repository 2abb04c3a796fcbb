namespace CallImport.Infrastructure.Verification;

/// <summary>What was looked at and what did not agree. Counts are complete; of the disagreements only the first of each kind are kept.</summary>
public sealed class VerificationReport
{
    private const int KeptOfEachKind = 100;

    private readonly SortedDictionary<DisagreementKind, long> counts = [];
    private readonly SortedDictionary<string, long> looked = new(StringComparer.Ordinal);
    private readonly List<Disagreement> kept = [];

    public bool Agrees => counts.Count == 0;

    /// <summary>How many there are of each kind; kinds without any are left out.</summary>
    public IReadOnlyDictionary<DisagreementKind, long> Counts => counts;

    /// <summary>How much of what was looked at.</summary>
    public IReadOnlyDictionary<string, long> Looked => looked;

    public IReadOnlyList<Disagreement> Disagreements => kept;

    internal void Look(string what, long count) => looked[what] = looked.GetValueOrDefault(what) + count;

    internal void Add(Disagreement disagreement)
    {
        var before = counts.GetValueOrDefault(disagreement.Kind);
        counts[disagreement.Kind] = before + 1;
        if (before < KeptOfEachKind)
        {
            kept.Add(disagreement);
        }
    }
}
