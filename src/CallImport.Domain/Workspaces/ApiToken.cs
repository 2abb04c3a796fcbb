namespace CallImport.Domain.Workspaces;

/// <summary>Access for a program: one user, one workspace, some scopes. Only the hash of the token is kept.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; }

    public Guid WorkspaceId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>What it is for, in the words of whoever made it; 1–100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the whole token, 64 lower-case hex digits.</summary>
    public required string TokenHash { get; init; }

    /// <summary>First characters, to recognise it by.</summary>
    public required string Hint { get; init; }

    /// <summary>Any of <c>read import credentials admin</c>.</summary>
    public required string[] Scopes { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
