namespace CallImport.Domain.Imports;

/// <summary>How long an import waits for something the source still prepares, before the call comes over without it.</summary>
public static class SourceWait
{
    /// <summary>Sources finish recordings and transcripts within about a day after the call.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);

    /// <summary>Tries for a call that is older: it may have been sent for only now.</summary>
    public const int TriesWhenOld = 3;

    /// <summary>Tries for an old call whose recording the source has taken on to prepare: with the growing pauses, some hours.</summary>
    public const int TriesWhenPrepared = 12;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="asked">How often the source has said "not ready" before.</param>
    /// <param name="isPrepared">True when the source works on it and would say if nothing came of it.</param>
    public static bool IsOver(DateTimeOffset callStartedAt, int asked, DateTimeOffset now, bool isPrepared = false) =>
        now - callStartedAt > FreshFor && asked + 1 >= (isPrepared ? TriesWhenPrepared : TriesWhenOld);

    /// <summary>When to ask again; the pauses grow, so that a day of waiting costs few requests.</summary>
    public static DateTimeOffset Next(TimeSpan askedFor, int asked, DateTimeOffset now)
    {
        var patient = askedFor * Math.Pow(2, Math.Min(asked, 10));
        return now + (patient < Shortest ? Shortest : patient > Longest ? Longest : patient);
    }
}
