namespace CallImport.Domain.Imports;

/// <param name="MaxAttempts">Attempts before a call is given up; ≥ 1.</param>
/// <param name="Base">Wait before the first retry; doubles with each further one.</param>
/// <param name="Max">Longest wait before a retry.</param>
public sealed record RetryRules(int MaxAttempts, TimeSpan Base, TimeSpan Max)
{
    /// <summary>Equal jitter: half of the exponential wait is certain, the other half is chance, so that retries neither crowd nor hurry.</summary>
    /// <param name="attempt">The attempt that failed, counted from 1.</param>
    /// <param name="jitter">Chance, 0 ≤ jitter &lt; 1.</param>
    public TimeSpan WaitAfter(int attempt, double jitter)
    {
        var exponential = Base * Math.Pow(2, Math.Clamp(attempt - 1, 0, 30));
        var capped = exponential < Max ? exponential : Max;
        return capped / 2 + (capped / 2 * jitter);
    }
}
