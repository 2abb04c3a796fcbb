namespace CallImport.Domain.Imports;

/// <summary>Everything that decides how long the rest of an import takes.</summary>
public sealed record ImportPace
{
    /// <summary>Name of the source, for the reason.</summary>
    public required string Source { get; init; }

    /// <summary>Calls still to come.</summary>
    public required int Remaining { get; init; }

    /// <summary>Calls per minute measured lately; null before there is a measurement.</summary>
    public double? MeasuredPerMinute { get; init; }

    /// <summary>Vendor requests per minute before others get their share; null = no limit known.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>Vendor requests a day before others get their share; null = no quota.</summary>
    public int? RequestsPerDay { get; init; }

    /// <summary>Percent of both limits left to the customer's other tools (0–90).</summary>
    public int PercentLeft { get; init; }

    /// <summary>Vendor requests already used today.</summary>
    public int RequestsUsedToday { get; init; }

    /// <summary>Vendor requests one call needs on average (listing, location, transcript); &gt; 0.</summary>
    public double RequestsPerCall { get; init; } = 0.05;

    /// <summary>Recordings downloaded at once; null = as many as there are workers.</summary>
    public int? ConcurrentDownloads { get; init; }

    /// <summary>Calls in work at once on this node; stands in where <see cref="ConcurrentDownloads"/> is null.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Parked until then.</summary>
    public DateTimeOffset? WaitingUntil { get; init; }

    public string? WaitingReason { get; init; }
}

/// <param name="Estimate">Time from now.</param>
/// <param name="Reason">What decides it, for people.</param>
public sealed record ImportDuration(TimeSpan Estimate, string Reason);
