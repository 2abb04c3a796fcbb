namespace CallImport.Domain.Imports;

/// <summary>Remembers for 24 hours what a keyed request made, so that repeating it gives the same answer.</summary>
public sealed class IdempotencyRecord
{
    public Guid WorkspaceId { get; init; }

    /// <summary>Verb the key was used with; keys of different verbs do not meet.</summary>
    public required string Operation { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the arguments; the same key with others is a conflict.</summary>
    public required string ArgumentsHash { get; init; }

    public Guid ResultId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
