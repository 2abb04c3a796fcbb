namespace CallImport.Domain.Engagements;

/// <summary>The one transcript of an engagement.</summary>
public sealed class EngagementTranscript
{
    public Guid EngagementId { get; init; }

    public Guid WorkspaceId { get; init; }

    /// <summary>Where it came from: <c>source</c> or <c>speech_to_text</c>.</summary>
    public required string Source { get; init; }

    /// <summary>JSON list of <see cref="Calls.TranscriptSegment"/>.</summary>
    public required string Segments { get; init; }

    /// <summary>All words in order, one line a segment.</summary>
    public required string Text { get; init; }

    /// <summary>The vendor's own JSON.</summary>
    public string? Original { get; init; }
}
