using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <param name="Token">Without the token itself, which nobody has but its owner.</param>
/// <param name="Owner">E-mail address.</param>
/// <param name="Effective">The scopes that the owner's role leaves of those that the token names.</param>
public sealed record ListedToken(ApiToken Token, string Owner, ApiScopes Effective);

/// <summary>The tokens of a workspace: one's own, and for an administrator everybody's.</summary>
public sealed class ApiTokenQueries(IDbContextFactory<CallImportDbContext> databases)
{
    private const int MaxRows = 500;

    /// <summary>Newest first, at most 500, those that have ended included.</summary>
    public async Task<IReadOnlyList<ListedToken>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from token in database.ApiTokens.AsNoTracking()
            join user in database.Users on token.UserId equals user.Id
            join membership in database.Memberships
                on new { token.WorkspaceId, token.UserId } equals new { membership.WorkspaceId, membership.UserId } into memberships
            from membership in memberships.DefaultIfEmpty()
            where token.WorkspaceId == actor.ReadableWorkspaceId && (actor.MayAdminister || token.UserId == actor.UserId)
            orderby token.CreatedAt descending, token.Id descending
            select new { Token = token, user.Email, Role = (WorkspaceRole?)membership.Role }).Take(MaxRows).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ListedToken(row.Token, row.Email ?? "", EffectiveOf(row.Token, row.Role)))];
    }

    private static ApiScopes EffectiveOf(ApiToken token, WorkspaceRole? role) =>
        role is { } held && ApiScopeNames.TryParse(token.Scopes, out var scopes) ? scopes & Actor.ScopesOf(held) : ApiScopes.None;
}
