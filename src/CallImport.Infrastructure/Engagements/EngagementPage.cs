using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Engagements;

/// <param name="Items">Newest first.</param>
/// <param name="EndCursor">To be passed as <see cref="EngagementSearch.After"/>; null on an empty page.</param>
/// <param name="TotalCount">Calls found, over all pages; counting stops at <see cref="CountLimit"/>.</param>
public sealed record EngagementPage(IReadOnlyList<EngagementHit> Items, string? EndCursor, bool HasNextPage, int TotalCount)
{
    public const int CountLimit = 10_000;

    public static EngagementPage Empty { get; } = new([], null, false, 0);

    /// <summary>False when there are more than were counted.</summary>
    public bool IsTotalExact => TotalCount < CountLimit;
}

/// <summary>A call as a row of the library.</summary>
public sealed record EngagementHit
{
    public required Guid Id { get; init; }

    public string? Title { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public int? DurationSeconds { get; init; }

    public required string SourcePlatform { get; init; }

    public required string SourceCallId { get; init; }

    /// <summary>The call in the vendor's own application; only http and https addresses.</summary>
    public Uri? SourceUrl { get; init; }

    public required IReadOnlyList<Participant> Participants { get; init; }

    public CallInsights? Insights { get; init; }

    public RecordingFacts? Recording { get; init; }

    public bool HasRecording => Recording is not null;

    /// <summary>Places of the transcript where the words were said; empty without a search or when only title or people match.</summary>
    public IReadOnlyList<TextMark> Excerpt { get; init; } = [];
}
