using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Engagements;

/// <summary>Everything there is about one call.</summary>
public sealed record EngagementDetail
{
    public required Guid Id { get; init; }

    public string? Title { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public int? DurationSeconds { get; init; }

    public string? Direction { get; init; }

    public string? Language { get; init; }

    public required IReadOnlyList<Participant> Participants { get; init; }

    /// <summary>Null when there is none: <see cref="RecordingAbsence"/> says why, if the source did.</summary>
    public RecordingFacts? Recording { get; init; }

    public string? RecordingAbsence { get; init; }

    /// <summary>Null when there is none: <see cref="TranscriptAbsence"/> says why, if the source did.</summary>
    public Transcript? Transcript { get; init; }

    public string? TranscriptAbsence { get; init; }

    public CallInsights? Insights { get; init; }

    public required EngagementProvenance Provenance { get; init; }
}

/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record RecordingFacts(string Key, long Bytes, string Sha256, string? MediaType);

/// <param name="Source"><c>source</c> or <c>speech_to_text</c>.</param>
public sealed record SourcedTranscript(string Source, IReadOnlyList<TranscriptSegment> Segments);

/// <summary>What is needed to hand out a recording.</summary>
public sealed record EngagementRecording(string? Title, DateTimeOffset StartedAt, RecordingFacts Facts);

/// <summary>Where a call came from and how.</summary>
public sealed record EngagementProvenance
{
    public required string SourcePlatform { get; init; }

    public required string SourceCallId { get; init; }

    public string? SourceGroupId { get; init; }

    /// <summary>The call in the vendor's own application; only http and https addresses.</summary>
    public Uri? SourceUrl { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>The import that brought it; null when that import has been forgotten.</summary>
    public Guid? ImportJobId { get; init; }

    /// <summary><c>source</c> or <c>speech_to_text</c>; null without a transcript.</summary>
    public string? TranscriptSource { get; init; }
}
