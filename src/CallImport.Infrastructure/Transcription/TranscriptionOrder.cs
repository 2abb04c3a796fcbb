namespace CallImport.Infrastructure.Transcription;

/// <summary>Row: somebody wants a call of the library written down. Goes away when it is; stays with a reason when that cannot be.</summary>
public sealed class TranscriptionOrder
{
    public Guid EngagementId { get; init; }

    public Guid WorkspaceId { get; init; }

    public DateTimeOffset OrderedAt { get; init; }

    /// <summary>Not before this moment.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Why it waits, for the user; null while nothing is in its way.</summary>
    public string? WaitingReason { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Grows with every claim; every later write is conditional on it.</summary>
    public long LeaseEpoch { get; init; }

    /// <summary>Why it cannot be done, for the user; it is not tried again until it is ordered again.</summary>
    public string? Refusal { get; init; }
}
