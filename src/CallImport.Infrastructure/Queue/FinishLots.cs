namespace CallImport.Infrastructure.Queue;

/// <summary>
/// Cuts outcomes into transactions so small that neither the statement nor its lock of the job keeps others waiting for long. What a call costs the
/// database goes with the length of its words, which are cut up for the search index.
/// </summary>
internal static class FinishLots
{
    /// <summary>Outcomes of one transaction, however little was said.</summary>
    public const int Most = 64;

    /// <summary>Characters of words in one transaction; a call with more is written alone.</summary>
    public const int MostWords = 64 * 1024;

    public static IEnumerable<IReadOnlyList<CallOutcome>> Of(IEnumerable<CallOutcome> outcomes)
    {
        List<CallOutcome> lot = [];
        var words = 0;
        foreach (var outcome in outcomes)
        {
            var own = outcome.Finished?.Transcript?.Text.Length ?? 0;
            if (lot.Count == Most || (lot.Count > 0 && words + own > MostWords))
            {
                yield return lot;
                lot = [];
                words = 0;
            }

            lot.Add(outcome);
            words += own;
        }

        if (lot.Count > 0)
        {
            yield return lot;
        }
    }
}
