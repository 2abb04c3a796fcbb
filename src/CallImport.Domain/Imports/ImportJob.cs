namespace CallImport.Domain.Imports;

/// <summary>
/// One import: a frozen window of one credential. The row is written by the engine's conditional SQL; this class reads it and holds what
/// a start decides.
/// </summary>
public sealed class ImportJob
{
    public Guid Id { get; init; }

    public Guid WorkspaceId { get; init; }

    public Guid CredentialId { get; init; }

    public required string Platform { get; init; }

    public ImportJobType JobType { get; init; }

    public ImportJobStatus Status { get; init; }

    /// <summary>Start of the window, inclusive; null = as far back as the source goes.</summary>
    public DateTimeOffset? DateRangeStart { get; init; }

    /// <summary>End of the window, exclusive; frozen at the start of the job when none was given.</summary>
    public DateTimeOffset? DateRangeEnd { get; init; }

    /// <summary>Only so many of the newest calls ("try 10 first"); null = all.</summary>
    public int? CallLimit { get; init; }

    /// <summary>Percent of the vendor's limits left to the customer's other tools (0–90).</summary>
    public int QuotaSharePercentLeft { get; init; }

    /// <summary>Paid imports go first, with an age bonus so that nobody starves. Higher first.</summary>
    public int Priority { get; init; }

    /// <summary>What this job has to bring: calls listed that were not here already. Null until the first count; final once the listing is sealed.</summary>
    public int? TotalCalls { get; init; }

    /// <summary>What the source has in the window, as counted or, once sealed, as listed.</summary>
    public int? SourceCalls { get; init; }

    public int ProcessedCalls { get; init; }

    public int FailedCalls { get; init; }

    /// <summary>Listed calls that were here already, or that another running import is bringing.</summary>
    public int SkippedCalls { get; init; }

    /// <summary>Calls that the source says it has and has never listed, however often it was asked; part of <see cref="SourceCalls"/> once sealed.</summary>
    public int UnlistedCalls { get; init; }

    /// <summary>Bytes of recordings stored so far.</summary>
    public long StoredBytes { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? EstimatedCompletionAt { get; init; }

    /// <summary>When what it had brought was taken out of the library again.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    public string? LastError { get; init; }

    public int ErrorCount { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Set while the job is parked: for a quota, a login, a disk.</summary>
    public DateTimeOffset? WaitingUntil { get; init; }

    public string? WaitingReason { get; init; }

    /// <summary>The source answers nobody: <see cref="WaitingUntil"/> is when it is tried again, and nobody knows when that helps.</summary>
    public bool WaitingIsOutage { get; init; }

    /// <summary>Null while pages are still to come.</summary>
    public DateTimeOffset? ListingSealedAt { get; init; }

    public string? ListingCursor { get; init; }

    public int ListingPages { get; init; }

    /// <summary>The part of the window that is being listed, <c>[start, end)</c>; parts go from the newest to the oldest.</summary>
    public DateTimeOffset? ListingWindowStart { get; init; }

    /// <summary>Everything from here on is listed or being listed.</summary>
    public DateTimeOffset? ListingWindowEnd { get; init; }

    /// <summary>Grows whenever listing starts over with a new cursor; the same cursor within one pass is a circle.</summary>
    public int ListingPass { get; init; }

    /// <summary>Failures of the listing in a row.</summary>
    public int ListingErrors { get; init; }

    /// <summary>Why listing could not be finished; the job fails with it once the calls found until then are done.</summary>
    public string? ListingError { get; init; }

    /// <summary>Calls that this job has taken on so far.</summary>
    public int FoundCalls { get; init; }

    /// <summary>When a node last took calls of it; the longer ago, the sooner its turn.</summary>
    public DateTimeOffset? LastClaimedAt { get; init; }

    public DateTimeOffset? RateMinuteStartedAt { get; init; }

    public int RateThisMinute { get; init; }

    public int RateLastMinute { get; init; }

    /// <summary>Fencing for the listing: whoever lists holds this epoch.</summary>
    public long LeaseEpoch { get; init; }

    public string? LeaseOwner { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public Guid? CreatedBy { get; init; }

    /// <summary>Shared by the job and all its calls in logs.</summary>
    public Guid CorrelationId { get; init; }

    public ImportRate Rate => new(RateMinuteStartedAt, RateThisMinute, RateLastMinute);

    /// <summary>Calls found and not yet in an end state.</summary>
    public int WaitingCalls => Status.IsTerminal() ? 0 : Math.Max(0, FoundCalls - ProcessedCalls - FailedCalls);

    /// <summary>What it brought; null while it runs.</summary>
    public ImportOutcome? Outcome => Status.IsTerminal()
        ? (FailedCalls + UnlistedCalls, ProcessedCalls, Status) switch
        {
            (0, _, ImportJobStatus.Completed) => ImportOutcome.Full,
            (_, 0, _) => ImportOutcome.None,
            _ => ImportOutcome.Partial,
        }
        : null;
}
