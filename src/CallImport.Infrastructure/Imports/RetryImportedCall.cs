using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Tries one failed call again.</summary>
public sealed class RetryImportedCall(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit)
{
    public async Task<Result<ImportedCall>> ExecuteAsync(Actor actor, Guid callId, CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, actor, callId, cancellationToken) is not { } found)
        {
            return new ImportedCallNotFound();
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await ImportJobLock.TakeAsync(database, actor, found.ImportJobId, cancellationToken) is not { } job)
        {
            return new ImportedCallNotFound();
        }

        if (await CallRevival.RefusalAsync(database, job, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await CallRevival.ReviveAsync(database, job, callId, cancellationToken) == 0)
        {
            return new CallHasNotFailed();
        }

        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "call.retried", $"{callId}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await FindAsync(database, actor, callId, cancellationToken) is { } call ? call : new ImportedCallNotFound();
    }

    private static Task<ImportedCall?> FindAsync(CallImportDbContext database, Actor actor, Guid callId, CancellationToken cancellationToken) =>
        database.ImportedCalls.AsNoTracking().FirstOrDefaultAsync(row => row.Id == callId && row.WorkspaceId == actor.WorkspaceId, cancellationToken);
}
