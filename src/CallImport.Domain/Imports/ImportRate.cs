namespace CallImport.Domain.Imports;

/// <summary>Calls finished lately, kept as two adjoining minutes: enough for a sliding rate without a history.</summary>
/// <param name="MinuteStartedAt">Start of the current minute; null before the first call.</param>
/// <param name="ThisMinute">Finished since then.</param>
/// <param name="LastMinute">Finished in the minute before.</param>
public sealed record ImportRate(DateTimeOffset? MinuteStartedAt, int ThisMinute, int LastMinute)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Calls per minute over the last 60 s; null while too little is known.</summary>
    /// <param name="workStartedAt">Start of the job: before it there was nothing to count.</param>
    public double? PerMinute(DateTimeOffset? workStartedAt, DateTimeOffset now)
    {
        if (MinuteStartedAt is not { } start || now < start)
        {
            return null;
        }

        var elapsed = now - start;
        if (elapsed >= Minute * 2)
        {
            return 0;
        }

        var (current, before, into) = elapsed < Minute ? (ThisMinute, LastMinute, elapsed) : (0, ThisMinute, elapsed - Minute);
        var sliding = current + (before * (1 - into / Minute));
        var known = workStartedAt is { } began && now - began < Minute ? (now - began) / Minute : 1;
        return known < 0.03 ? null : sliding / known;
    }
}
