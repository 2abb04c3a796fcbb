namespace CallImport.Domain.Imports;

/// <summary>A call of a source: its row is its place in the queue, its state and its history in one. Written by the engine's conditional SQL.</summary>
public sealed class ImportedCall
{
    public Guid Id { get; init; }

    /// <summary>The job that brings it now; a later import takes over what an earlier one did not complete.</summary>
    public Guid ImportJobId { get; init; }

    public Guid WorkspaceId { get; init; }

    public Guid CredentialId { get; init; }

    public required string SourcePlatform { get; init; }

    public required string SourceCallId { get; init; }

    public string? SourceGroupId { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public int? DurationSeconds { get; init; }

    public ImportedCallStatus Status { get; init; }

    public Guid? EngagementId { get; init; }

    /// <summary>JSON of the listed call: participants, direction, language, address and the vendor's own record.</summary>
    public required string SourceMetadata { get; init; }

    /// <summary>Not before this moment; null = at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why it waits without having failed; null when it does not.</summary>
    public string? WaitingReason { get; init; }

    public string? LeaseOwner { get; init; }

    /// <summary>Grows with every claim; every later write is conditional on it.</summary>
    public long LeaseEpoch { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Leases that ran out without any word from the worker; a call that kills its worker each time is given up.</summary>
    public int LeaseLosses { get; init; }

    /// <summary>How often the source has said "not ready yet".</summary>
    public int NotReadyAnswers { get; init; }

    /// <summary>Token of an asynchronous download at the vendor.</summary>
    public string? DownloadToken { get; init; }

    /// <summary>Recording downloaded and checked but not yet handed over; JSON with key, bytes, hash, media type.</summary>
    public string? StagedRecording { get; init; }

    public string? LastError { get; init; }

    public FailureClass? LastErrorClass { get; init; }

    /// <summary>Attempts that failed. Waiting spends none.</summary>
    public int RetryCount { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When somebody took it out of the library. A sync never brings it back; an import by hand may.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}
