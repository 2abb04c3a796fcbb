namespace CallImport.Domain.Workspaces;

/// <summary>Where the audit trail ends, in a row of its own: a trail whose end was cut off is whole in itself, but no longer reaches to here.</summary>
public sealed class AuditHead
{
    /// <summary>There is one row.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>Of the last event.</summary>
    public required long Seq { get; init; }

    /// <summary>Of the last event.</summary>
    public required string Hash { get; init; }
}
