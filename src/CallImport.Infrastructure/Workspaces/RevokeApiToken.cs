using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Ends a token; every node looks tokens up every few seconds, so it ends everywhere, in open sockets too.</summary>
public sealed class RevokeApiToken(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// Members end their own, administrators those of anybody in the workspace. By means of a token this needs the scope admin, but each may end
    /// itself. Ending one that has ended changes nothing. NotFound for a token that the actor cannot see.
    /// </summary>
    public async Task<Result<ApiToken>> ExecuteAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (!actor.Scopes.HasFlag(ApiScopes.Admin) && actor.TokenId != id)
        {
            return new MayNotMakeTokens();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var tokens = database.ApiTokens.Where(token =>
            token.Id == id && token.WorkspaceId == actor.WorkspaceId && (actor.MayAdminister || token.UserId == actor.UserId));
        return await EndAsync(database, tokens, actor.Name, cancellationToken);
    }

    /// <summary>Operators may end any token of any workspace.</summary>
    public async Task<Result<ApiToken>> AnyAsync(Guid id, string operatorName, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await EndAsync(database, database.ApiTokens.Where(token => token.Id == id), operatorName, cancellationToken);
    }

    private async Task<Result<ApiToken>> EndAsync(
        CallImportDbContext database, IQueryable<ApiToken> tokens, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await tokens.SingleOrDefaultAsync(cancellationToken) is not { } token)
        {
            return new UnknownToken();
        }

        if (token.RevokedAt is null)
        {
            token.RevokedAt = clock.GetUtcNow();
            await audit.AppendAsync(database, token.WorkspaceId, actor, "token.revoked", $"{token.Id}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return token;
    }
}
