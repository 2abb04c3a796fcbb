namespace CallImport.Sandbox.Fathom;

// Field names are the vendor's, in snake_case. Empty ones are sent as null, as live answers do.

internal sealed record FathomPage<TItem>(int Limit, string? NextCursor, IReadOnlyList<TItem> Items);

internal sealed record FathomMeeting
{
    public required string Title { get; init; }
    public string? MeetingTitle { get; init; }
    public string? MeetingType { get; init; }
    public required long RecordingId { get; init; }
    public required string Url { get; init; }
    public string? MeetingUrl { get; init; }
    public required string ShareUrl { get; init; }
    public required string CreatedAt { get; init; }
    public string? ScheduledStartTime { get; init; }
    public string? ScheduledEndTime { get; init; }
    public string? RecordingStartTime { get; init; }
    public string? RecordingEndTime { get; init; }
    public string? CalendarInviteesDomainsType { get; init; }
    public required string SharedWith { get; init; }
    public required string TranscriptLanguage { get; init; }
    public IReadOnlyList<FathomSpoken>? Transcript { get; init; }
    public FathomSummary? DefaultSummary { get; init; }
    public IReadOnlyList<object>? ActionItems { get; init; }
    public IReadOnlyList<object>? Highlights { get; init; }
    public required IReadOnlyList<FathomInvitee> CalendarInvitees { get; init; }
    public required FathomUser RecordedBy { get; init; }
    public object? CrmMatches { get; init; }
}

internal sealed record FathomInvitee(string? Name, string? MatchedSpeakerDisplayName, string? Email, string? EmailDomain, bool IsExternal);

internal sealed record FathomUser(string Name, string Email, string EmailDomain, string? Team);

internal sealed record FathomSpoken(FathomSpeaker Speaker, string Text, string Timestamp);

internal sealed record FathomSpeaker(string DisplayName, string? MatchedCalendarInviteeEmail);

internal sealed record FathomSummary(string? TemplateName, string? MarkdownFormatted);

internal sealed record FathomNamed(string Name, string CreatedAt);
