namespace CallImport.Sandbox.Gong;

internal sealed record CallsRequest
{
    public string? Cursor { get; init; }
    public CallsFilter? Filter { get; init; }
    public ContentSelector? ContentSelector { get; init; }
}

internal sealed record CallsFilter
{
    public string? FromDateTime { get; init; }
    public string? ToDateTime { get; init; }
    public string? WorkspaceId { get; init; }
    public IReadOnlyList<string>? CallIds { get; init; }
    public IReadOnlyList<string>? PrimaryUserIds { get; init; }
}

internal sealed record ContentSelector
{
    public string? Context { get; init; }
    public ExposedFields? ExposedFields { get; init; }
}

internal sealed record ExposedFields
{
    public bool? Parties { get; init; }
    public bool? Media { get; init; }
    public ExposedContent? Content { get; init; }
    public ExposedInteraction? Interaction { get; init; }
}

internal sealed record ExposedContent
{
    public bool? Topics { get; init; }
    public bool? Brief { get; init; }
}

internal sealed record ExposedInteraction
{
    public bool? Speakers { get; init; }
    public bool? Questions { get; init; }
}
