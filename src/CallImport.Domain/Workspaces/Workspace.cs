namespace CallImport.Domain.Workspaces;

/// <summary>A tenant. Its id is in the WHERE of every read and write.</summary>
public sealed class Workspace
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Paying workspaces go first, without starving others.</summary>
    public bool IsPaid { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
