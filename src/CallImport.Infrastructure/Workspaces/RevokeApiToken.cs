using CallImport.Domain;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>Ends a token; each request looks its token up, so it ends on every node at once.</summary>
public sealed class RevokeApiToken(CallImportDbContext database, AuditTrail audit, TimeProvider clock)
{
    /// <param name="workspaceId">Null for operators, who may end any token.</param>
    public async Task<Result<Guid>> ExecuteAsync(Guid id, Guid? workspaceId, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var token = await database.ApiTokens
            .SingleOrDefaultAsync(row => row.Id == id && (workspaceId == null || row.WorkspaceId == workspaceId), cancellationToken);
        if (token is null)
        {
            return new UnknownToken();
        }

        token.RevokedAt ??= clock.GetUtcNow();
        await audit.AppendAsync(database, token.WorkspaceId, actor, "token.revoked", id.ToString(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }
}
