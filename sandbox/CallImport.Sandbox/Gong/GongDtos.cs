using System.Text.Json.Serialization;

namespace CallImport.Sandbox.Gong;

// Field names are the vendor's. What a record leaves out when it is null is absent in live answers too; all else is sent as null.

internal sealed record Records(int TotalRecords, int CurrentPageSize, int CurrentPageNumber)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cursor { get; init; }
}

internal sealed record CallsAnswer(string RequestId, Records Records, IReadOnlyList<CallMetaData> Calls);

internal sealed record CallAnswer(string RequestId, CallMetaData Call);

internal sealed record ExtensiveAnswer(string RequestId, Records Records, IReadOnlyList<ExtensiveCall> Calls);

internal sealed record TranscriptsAnswer(string RequestId, Records Records, IReadOnlyList<CallTranscript> CallTranscripts);

internal sealed record UsersAnswer(string RequestId, Records Records, IReadOnlyList<GongUser> Users);

internal sealed record WorkspacesAnswer(string RequestId, IReadOnlyList<GongWorkspace> Workspaces);

internal sealed record CallMetaData
{
    public required string Id { get; init; }
    public required string? Url { get; init; }
    public required string? Title { get; init; }
    public required string? Scheduled { get; init; }
    public required string Started { get; init; }
    public required long Duration { get; init; }
    public required string? PrimaryUserId { get; init; }
    public required string? Direction { get; init; }
    public required string? System { get; init; }
    public required string? Scope { get; init; }
    public required string Media { get; init; }
    public required string? Language { get; init; }
    public required string? WorkspaceId { get; init; }
    public string? SdrDisposition { get; init; }
    public string? ClientUniqueId { get; init; }
    public string? CustomData { get; init; }
    public string? Purpose { get; init; }
    public string? MeetingUrl { get; init; }
    public required bool IsPrivate { get; init; }
    public string? CalendarEventId { get; init; }
}

internal sealed record ExtensiveCall
{
    public required CallMetaData MetaData { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CallContext>? Context { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CallParty>? Parties { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallContent? Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallInteraction? Interaction { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallMedia? Media { get; init; }
}

internal sealed record CallContext(string System, IReadOnlyList<CallContextObject> Objects);

internal sealed record CallContextObject(string ObjectType, string ObjectId, IReadOnlyList<string> Fields, string Timing);

internal sealed record CallParty
{
    public required string Id { get; init; }
    public required string? EmailAddress { get; init; }
    public required string? Name { get; init; }
    public required string? Title { get; init; }
    public required string? UserId { get; init; }
    public required string? SpeakerId { get; init; }
    public IReadOnlyList<string> Context { get; init; } = [];
    public required string Affiliation { get; init; }
    public required string? PhoneNumber { get; init; }
    public required IReadOnlyList<string> Methods { get; init; }
}

internal sealed record CallContent(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CallTopic>? Topics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Brief);

internal sealed record CallTopic(string Name, int Duration);

internal sealed record CallInteraction(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CallSpeaker>? Speakers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CallQuestions? Questions);

internal sealed record CallSpeaker(string Id, string? UserId, double TalkTime);

internal sealed record CallQuestions(int CompanyCount, int NonCompanyCount);

internal sealed record CallMedia(string AudioUrl);

internal sealed record CallTranscript(string CallId, IReadOnlyList<Monologue> Transcript);

internal sealed record Monologue(string? SpeakerId, string? Topic, IReadOnlyList<Sentence> Sentences);

internal sealed record Sentence(long Start, long End, string Text);

internal sealed record GongUser
{
    public required string Id { get; init; }
    public required string EmailAddress { get; init; }
    public required string Created { get; init; }
    public required bool Active { get; init; }
    public IReadOnlyList<string> EmailAliases { get; init; } = [];
    public string? TrustedEmailAddress { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Title { get; init; }
    public required string PhoneNumber { get; init; }
    public string? Extension { get; init; }
    public IReadOnlyList<string> PersonalMeetingUrls { get; init; } = [];
    public string? ManagerId { get; init; }
    public string? MeetingConsentPageUrl { get; init; }
    public required IReadOnlyList<GongLanguage> SpokenLanguages { get; init; }
}

internal sealed record GongLanguage(string Language, bool Primary);

internal sealed record GongWorkspace(string Id, string Name, string Description);
