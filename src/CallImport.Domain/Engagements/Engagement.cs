namespace CallImport.Domain.Engagements;

/// <summary>A call in the library: what remains when an import is long forgotten. Written once, together with the end of its imported call.</summary>
public sealed class Engagement
{
    public Guid Id { get; init; }

    public Guid WorkspaceId { get; init; }

    public required string SourcePlatform { get; init; }

    public required string SourceCallId { get; init; }

    public string? SourceGroupId { get; init; }

    public string? SourceUrl { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public int? DurationSeconds { get; init; }

    public string? Direction { get; init; }

    public string? Language { get; init; }

    /// <summary>Key in the recording store; null when the source has no recording.</summary>
    public string? RecordingKey { get; init; }

    public long? RecordingBytes { get; init; }

    /// <summary>64 lower-case hex digits.</summary>
    public string? RecordingSha256 { get; init; }

    public string? RecordingMediaType { get; init; }

    /// <summary>Why there is no recording, as a sentence for the user; null when there is one.</summary>
    public string? RecordingAbsence { get; init; }

    /// <summary>Why there is no transcript, as a sentence for the user; null when there is one.</summary>
    public string? TranscriptAbsence { get; init; }

    /// <summary>JSON list of <see cref="Calls.Participant"/>.</summary>
    public required string Participants { get; init; }

    /// <summary>JSON of <see cref="Calls.CallInsights"/>; null when there is no transcript.</summary>
    public string? Insights { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
