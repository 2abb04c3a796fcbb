using System.Text.Json.Serialization;

namespace CallImport.Sandbox.Grain;

// Field names are the vendor's, in snake_case. What has to be asked for is absent when it was not.

internal sealed record GrainListRequest
{
    public string? Cursor { get; init; }
    public GrainFilter? Filter { get; init; }
    public GrainInclude? Include { get; init; }
}

internal sealed record GrainGetRequest
{
    public GrainInclude? Include { get; init; }
}

internal sealed record GrainFilter
{
    public DateTimeOffset? AfterDatetime { get; init; }
    public DateTimeOffset? BeforeDatetime { get; init; }
    public string? Attendance { get; init; }
    public string? ParticipantScope { get; init; }
    public string? TitleSearch { get; init; }
    public Guid? Team { get; init; }
    public Guid? MeetingType { get; init; }
}

internal sealed record GrainInclude
{
    public bool Highlights { get; init; }
    public bool Participants { get; init; }
    public bool AiActionItems { get; init; }
    public bool AiSummary { get; init; }
    public bool PrivateNotes { get; init; }
    public bool CalendarEvent { get; init; }
    public bool Hubspot { get; init; }
    public bool Screenshares { get; init; }
    public object? AiTemplateSections { get; init; }
}

internal sealed record GrainPage(string? Cursor, IReadOnlyList<GrainRecording> Recordings);

internal sealed record GrainRecording
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required string StartDatetime { get; init; }
    public required string EndDatetime { get; init; }
    public required long DurationMs { get; init; }
    public required string MediaType { get; init; }
    public required string Source { get; init; }
    public required string Url { get; init; }
    public string? ThumbnailUrl { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<GrainNamed> Teams { get; init; } = [];
    public GrainMeetingType? MeetingType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GrainParticipant>? Participants { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GrainSummary? AiSummary { get; init; }
}

internal sealed record GrainNamed(Guid Id, string Name);

internal sealed record GrainMeetingType(Guid Id, string Name, string Scope);

internal sealed record GrainUser(Guid Id, string Name, string Email);

internal sealed record GrainParticipant(Guid Id, string Name, string? Email, string Scope, bool ConfirmedAttendee);

internal sealed record GrainSummary(string Text);

internal sealed record GrainSection(Guid? ParticipantId, string Speaker, long Start, long End, string Text);
