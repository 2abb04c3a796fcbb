namespace CallImport.Domain.Platforms;

/// <summary>State of one vendor limit of one credential, shared by all nodes: one row, one UPDATE per admission (GCRA).</summary>
public sealed class RateLimitBucket
{
    public Guid CredentialId { get; init; }

    /// <summary>Name of the vendor's bucket.</summary>
    public required string Group { get; init; }

    /// <summary>Theoretical arrival time of the next request.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>Nothing is sent before this moment: Retry-After, daily quota. Survives restarts.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    public string? BlockedReason { get; init; }

    /// <summary>1 = the vendor's documented rate; a 429 multiplies it, success brings it back additively.</summary>
    public double IntervalFactor { get; init; } = 1;

    /// <summary>Start of the day the quota counts in.</summary>
    public DateTimeOffset DayStartedAt { get; init; }

    public int UsedToday { get; init; }
}
