namespace CallImport.Domain.Workspaces;

public sealed class Membership
{
    public Guid WorkspaceId { get; init; }

    public Guid UserId { get; init; }

    public WorkspaceRole Role { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
