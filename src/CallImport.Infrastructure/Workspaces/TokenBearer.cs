using CallImport.Domain.Workspaces;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>For whom a token acts, and how far; the role is the member's at the time of reading.</summary>
public sealed record TokenBearer
{
    public required Guid TokenId { get; init; }

    public required string TokenHash { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required Guid UserId { get; init; }

    public required string Email { get; init; }

    public required WorkspaceRole Role { get; init; }

    public required string[] Scopes { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }
}
