namespace CallImport.Domain.Imports;

/// <summary>
/// Where every call of the source has gone: source = imported + skipped + failed once a job is complete, and what the source kept to itself is missing.
/// </summary>
public sealed record ImportCompleteness
{
    public required int Source { get; init; }

    public required int Imported { get; init; }

    public required int Skipped { get; init; }

    public required int Failed { get; init; }

    /// <summary>Days with calls, newest first.</summary>
    public required IReadOnlyList<CompletenessDay> Days { get; init; }

    /// <summary>Of the failed ones: brought by a later import since.</summary>
    public int CameLater => Days.Sum(day => day.CameLater);

    /// <summary>Calls not (yet) accounted for: on their way, or never listed although the source counts them. 0 when all is well.</summary>
    public int Missing => Source - Imported - Skipped - Failed;
}

/// <param name="Day">UTC.</param>
/// <param name="CameLater">Part of <paramref name="Failed"/>: brought by a later import since.</param>
public sealed record CompletenessDay(DateOnly Day, int Source, int Imported, int Skipped, int Failed, int CameLater);
