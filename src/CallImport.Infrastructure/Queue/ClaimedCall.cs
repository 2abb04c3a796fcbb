using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Queue;

/// <summary>A call that this node holds, as far as its work needs it.</summary>
internal sealed record ClaimedCall
{
    public required Guid Id { get; init; }

    /// <summary>Fence: every write and every key carries it.</summary>
    public required long Epoch { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required string Platform { get; init; }

    public required string SourceCallId { get; init; }

    public string? SourceGroupId { get; init; }

    public string? Title { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>JSON of <see cref="Pipeline.ListedCallDetails"/>.</summary>
    public required string SourceMetadata { get; init; }

    public string? DownloadToken { get; init; }

    /// <summary>JSON of <see cref="Pipeline.StagedRecording"/>.</summary>
    public string? StagedRecording { get; init; }

    /// <summary>What it has become already, without its recording; null for nearly all.</summary>
    public Guid? EngagementId { get; init; }

    public int RetryCount { get; init; }

    public int NotReadyAnswers { get; init; }

    public int LeaseLosses { get; init; }

    /// <summary>Local monotonic moment after which the lease must be taken for lost.</summary>
    public required long LeaseEndsAt { get; init; }
}

/// <param name="Slots">Recordings that this node may download at once for the credential.</param>
internal sealed record ClaimedBatch(
    Guid JobId, Guid WorkspaceId, Guid CredentialId, Guid CorrelationId, string Platform, int Slots, IReadOnlyList<ClaimedCall> Calls);

/// <summary>How a worker lets go of a call.</summary>
internal sealed record CallOutcome
{
    public required Guid JobId { get; init; }

    public required ClaimedCall Call { get; init; }

    /// <summary>Null when the worker was stopped: the call goes back as it was, with no attempt spent.</summary>
    public CallFate? Fate { get; init; }

    /// <summary>Set exactly when the fate is <see cref="CallFate.Done"/>.</summary>
    public FinishedCall? Finished { get; init; }

    /// <summary>What is kept for the next try; null removes it.</summary>
    public string? StagedRecording { get; init; }

    public string? DownloadToken { get; init; }

    /// <summary>The source said "not ready yet".</summary>
    public bool WasNotReady { get; init; }

    /// <summary>Parks the whole job; null when only this call waits.</summary>
    public DateTimeOffset? ParkedUntil { get; init; }

    /// <summary>Shown at the job while it waits.</summary>
    public string? ParkedReason { get; init; }
}

/// <summary>What a finished call adds to the library.</summary>
/// <param name="Transcript">Null when there is none.</param>
internal sealed record FinishedCall(Domain.Engagements.Engagement Engagement, Domain.Engagements.EngagementTranscript? Transcript, string SearchTitle);
