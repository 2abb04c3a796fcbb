namespace CallImport.Domain.Sync;

/// <summary>A stretch of time, start inclusive, end exclusive.</summary>
public sealed record TimeSpanOfCalls(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}

/// <summary>What of a source's history has been listed to its end, and what never was.</summary>
/// <param name="Listed">Stretches that do not touch each other, oldest first.</param>
public sealed record SyncCoverage(IReadOnlyList<TimeSpanOfCalls> Listed)
{
    /// <summary>Until where nothing is missing since <paramref name="from"/>; <paramref name="from"/> itself when it is not covered.</summary>
    public DateTimeOffset UntilSince(DateTimeOffset from) => Listed.FirstOrDefault(part => part.From <= from && part.To > from)?.To ?? from;

    /// <summary>What is missing between the oldest listed call and the newest; what is still to come is no gap.</summary>
    public IReadOnlyList<TimeSpanOfCalls> Gaps => [.. Listed.Zip(Listed.Skip(1), (earlier, later) => new TimeSpanOfCalls(earlier.To, later.From))];
}
