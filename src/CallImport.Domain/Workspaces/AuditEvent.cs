namespace CallImport.Domain.Workspaces;

/// <summary>A sensitive act. Rows are chained by hash, so that a later edit, deletion or reordering can be found.</summary>
public sealed class AuditEvent
{
    public long Seq { get; init; }

    public Guid? WorkspaceId { get; init; }

    public required string Actor { get; init; }

    /// <summary>Noun and verb: <c>credential.created</c>, <c>import.started</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to; an id, never a secret.</summary>
    public string? Subject { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Hash of the row before; 64 lower-case hex digits.</summary>
    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }
}
