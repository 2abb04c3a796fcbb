using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Makes a token for a program that acts for one member of one workspace. Only its hash is stored.</summary>
public sealed class CreateApiToken(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, TimeProvider clock)
{
    private const int LongestName = 100;

    /// <summary>
    /// A member makes one for themselves: of no scope that their role gives no meaning to, and, by means of another token, of no wider scopes and no
    /// longer life than that one. Forbidden, or BadInput for what no token can be like.
    /// </summary>
    public async Task<Result<NewApiToken>> ExecuteAsync(Actor actor, ApiTokenRequest request, CancellationToken cancellationToken)
    {
        if (actor.UserId is not { } userId || !actor.Scopes.HasFlag(ApiScopes.Admin))
        {
            return new MayNotMakeTokens();
        }

        if (ApiScopeNames.TryParse(request.Scopes, out var wanted) && TooMuch(actor, wanted) is { } refusal)
        {
            return refusal;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (actor.TokenId is { } maker)
        {
            var ends = await database.ApiTokens.Where(token => token.Id == maker && token.WorkspaceId == actor.WorkspaceId)
                .Select(token => token.ExpiresAt).FirstOrDefaultAsync(cancellationToken);
            if (ends is not null && (request.ExpiresAt is null || request.ExpiresAt > ends))
            {
                return new TokenTooWide("A token cannot make one that lives longer than itself. Give an earlier expiry.");
            }
        }

        return await IssueAsync(database, actor.WorkspaceId, userId, request, actor.Name, cancellationToken);
    }

    /// <summary>Operators make one for any member. Scopes beyond the role are kept: they count as soon as the role allows them.</summary>
    public async Task<Result<NewApiToken>> ForMemberAsync(
        Guid workspaceId, Guid userId, ApiTokenRequest request, string operatorName, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await IssueAsync(database, workspaceId, userId, request, operatorName, cancellationToken);
    }

    private static TokenTooWide? TooMuch(Actor actor, ApiScopes wanted)
    {
        if ((wanted & ~Actor.ScopesOf(actor.Role)) is var beyondRole and not ApiScopes.None)
        {
            return new TokenTooWide($"Your role ({Slug.Of(actor.Role)}) does not allow the scopes {Listed(beyondRole)}: a token never may more than its owner.");
        }

        return (wanted & ~actor.Scopes) is var beyondToken and not ApiScopes.None
            ? new TokenTooWide($"A token cannot make one of wider scopes than its own; this one lacks {Listed(beyondToken)}.")
            : null;
    }

    private static string Listed(ApiScopes scopes) => string.Join(", ", ApiScopeNames.Of(scopes));

    private async Task<Result<NewApiToken>> IssueAsync(
        CallImportDbContext database, Guid workspaceId, Guid userId, ApiTokenRequest request, string actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!ApiScopeNames.TryParse(request.Scopes, out var scopes) || scopes == ApiScopes.None)
        {
            return new TokenRefused($"Scopes are any of {string.Join(", ", ApiScopeNames.Known)}, at least one.");
        }

        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > LongestName || request.Name.Any(char.IsControl))
        {
            return new TokenRefused($"A token needs a name of 1 to {LongestName} characters.");
        }

        if (request.ExpiresAt <= now)
        {
            return new TokenRefused("The token would have expired already.");
        }

        var isMember = await database.Memberships.AnyAsync(
            membership => membership.WorkspaceId == workspaceId && membership.UserId == userId, cancellationToken);
        if (!isMember)
        {
            return new TokenRefused("Only a member of the workspace can have a token for it.");
        }

        var secret = ApiTokenSecret.Create();
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            WorkspaceId = workspaceId,
            UserId = userId,
            Name = request.Name.Trim(),
            TokenHash = secret.Hash,
            Hint = secret.Hint,
            Scopes = [.. ApiScopeNames.Of(scopes)],
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUniversalTime(),
        };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.ApiTokens.Add(token);
        await audit.AppendAsync(database, workspaceId, actor, "token.created", token.Id.ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewApiToken(token, secret);
    }
}

/// <param name="Name">What it is for; 1–100 characters.</param>
/// <param name="Scopes">Any of <see cref="ApiScopeNames.Known"/>, at least one.</param>
/// <param name="ExpiresAt">Null = until it is revoked.</param>
public sealed record ApiTokenRequest(string Name, IReadOnlyCollection<string> Scopes, DateTimeOffset? ExpiresAt);

/// <param name="Secret">The token itself; it is never seen again.</param>
public sealed record NewApiToken(ApiToken Token, ApiTokenSecret Secret);
