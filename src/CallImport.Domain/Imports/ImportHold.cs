namespace CallImport.Domain.Imports;

/// <summary>Why an import that is neither paused nor over brings nothing at present.</summary>
/// <param name="Reason">What it waits for, for people.</param>
/// <param name="Since">Nothing has come since then.</param>
/// <param name="NextTryAt">When it is tried again by itself; null when that is being done, or depends on a person.</param>
public sealed record ImportHold(string Reason, DateTimeOffset Since, DateTimeOffset? NextTryAt)
{
    /// <summary>Single calls stumble all the time; only when nothing else comes either is it worth telling.</summary>
    public static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(10);

    /// <summary>A limit has an end; of a source that does not answer only the next try is known.</summary>
    public static bool HasKnownEnd(ImportJob job, DateTimeOffset now) => job.WaitingUntil > now && !job.WaitingIsOutage;

    public static ImportHold? Of(ImportJob job, CallStandstill calls, DateTimeOffset now)
    {
        if (job.Status.IsTerminal() || job.PausedAt is not null)
        {
            return null;
        }

        var since = calls.LastCameAt ?? job.StartedAt ?? job.CreatedAt;
        if (job.WaitingUntil > now || (job.WaitingUntil is null && job.WaitingReason is not null))
        {
            return new ImportHold(job.WaitingReason ?? "It waits for the source.", since, job.WaitingUntil ?? calls.NextTryAt);
        }

        if (now - since < WorthTelling || calls.OthersAreInWork)
        {
            return null;
        }

        return calls.Reason is { } trouble ? new ImportHold(trouble, since, calls.NextTryAt)
            : job is { ListingErrors: > 0, ListingSealedAt: null } ? new ImportHold(job.LastError ?? "The list of calls cannot be read.", since, null)
            : null;
    }
}

/// <summary>What the calls of a job say about why nothing comes.</summary>
/// <param name="LastCameAt">When the last call came; null before the first.</param>
/// <param name="Reason">Why the next call to be tried waits; null when none waits.</param>
/// <param name="NextTryAt">When it is tried.</param>
/// <param name="OthersAreInWork">Calls are on their way that were begun before the waiting one stumbled: a long download is no standstill.</param>
public sealed record CallStandstill(DateTimeOffset? LastCameAt, string? Reason, DateTimeOffset? NextTryAt, bool OthersAreInWork)
{
    public static readonly CallStandstill None = new(null, null, null, false);
}
