using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Makes a token for a program that acts for one member of one workspace. Only its hash is stored.</summary>
public sealed class CreateApiToken(CallImportDbContext database, AuditTrail audit, TimeProvider clock)
{
    public static IReadOnlyList<string> KnownScopes { get; } = ["read", "import", "credentials", "admin"];

    public async Task<Result<NewApiToken>> ExecuteAsync(ApiTokenRequest request, string actor, CancellationToken cancellationToken)
    {
        if (request.Scopes.Count == 0 || request.Scopes.Except(KnownScopes).Any())
        {
            return new TokenRefused($"Scopes are any of {string.Join(", ", KnownScopes)}, at least one.");
        }

        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now)
        {
            return new TokenRefused("The token would have expired already.");
        }

        var isMember = await database.Memberships.AnyAsync(
            membership => membership.WorkspaceId == request.WorkspaceId && membership.UserId == request.UserId, cancellationToken);
        if (!isMember)
        {
            return new TokenRefused("Only a member of the workspace can have a token for it.");
        }

        var secret = ApiTokenSecret.Create();
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            WorkspaceId = request.WorkspaceId,
            UserId = request.UserId,
            TokenHash = secret.Hash,
            Hint = secret.Hint,
            Scopes = [.. request.Scopes.Distinct()],
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.ApiTokens.Add(token);
        await audit.AppendAsync(database, request.WorkspaceId, actor, "token.created", token.Id.ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewApiToken(token.Id, secret);
    }
}

/// <param name="ExpiresAt">Null = until it is revoked.</param>
public sealed record ApiTokenRequest(Guid WorkspaceId, Guid UserId, IReadOnlyCollection<string> Scopes, DateTimeOffset? ExpiresAt);

public sealed record NewApiToken(Guid Id, ApiTokenSecret Secret);
