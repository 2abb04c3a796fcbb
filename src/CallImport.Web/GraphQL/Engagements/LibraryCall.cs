using CallImport.Domain.Calls;
using CallImport.Infrastructure.Engagements;

namespace CallImport.Web.GraphQL.Engagements;

/// <summary>A call of the library, found one way or another.</summary>
internal sealed record LibraryCall
{
    public required Guid Id { get; init; }

    public required string? Title { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required int? DurationSeconds { get; init; }

    public required string SourcePlatform { get; init; }

    public required string SourceCallId { get; init; }

    public required Uri? SourceUrl { get; init; }

    public required RecordingFacts? Recording { get; init; }

    public required IReadOnlyList<Participant> Participants { get; init; }

    public required CallInsights? Insights { get; init; }

    /// <summary>Null when it has none, or when it is still to be read: <see cref="IsTranscriptRead"/>.</summary>
    public SourcedTranscript? Transcript { get; init; }

    public bool IsTranscriptRead { get; init; }

    public static LibraryCall Of(EngagementHit hit) => new()
    {
        Id = hit.Id,
        Title = hit.Title,
        StartedAt = hit.StartedAt,
        DurationSeconds = hit.DurationSeconds,
        SourcePlatform = hit.SourcePlatform,
        SourceCallId = hit.SourceCallId,
        SourceUrl = hit.SourceUrl,
        Recording = hit.Recording,
        Participants = hit.Participants,
        Insights = hit.Insights,
    };

    public static LibraryCall Of(EngagementDetail detail) => new()
    {
        Id = detail.Id,
        Title = detail.Title,
        StartedAt = detail.StartedAt,
        DurationSeconds = detail.DurationSeconds,
        SourcePlatform = detail.Provenance.SourcePlatform,
        SourceCallId = detail.Provenance.SourceCallId,
        SourceUrl = detail.Provenance.SourceUrl,
        Recording = detail.Recording,
        Participants = detail.Participants,
        Insights = detail.Insights,
        Transcript = detail is { Transcript: { } transcript, Provenance.TranscriptSource: { } source } ? new SourcedTranscript(source, transcript.Segments) : null,
        IsTranscriptRead = true,
    };
}
