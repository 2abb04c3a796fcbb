using CallImport.Domain;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Queue;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Sync;

/// <summary>Has a sync look for new calls now. While a run goes on it means one more when that has ended, however often it is asked for.</summary>
public sealed class RunSyncNow(IDbContextFactory<CallImportDbContext> databases, SyncTrigger trigger)
{
    /// <returns>NotFound, Forbidden, or Conflict while it is switched off.</returns>
    public async Task<Result<ImportSyncConfig>> ExecuteAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var config = (await database.ImportSyncConfigs
            .FromSql(
                $"""
                 UPDATE import_sync_configs SET next_run_at = CASE WHEN enabled THEN now() END, updated_at = now()
                 WHERE credential_id = {credentialId} AND workspace_id = {actor.WorkspaceId}
                     AND EXISTS (SELECT 1 FROM import_credentials row WHERE row.id = credential_id AND row.status <> 'deleted')
                 RETURNING *
                 """)
            .AsNoTracking().ToListAsync(cancellationToken)).FirstOrDefault();
        if (config is null or { Enabled: false })
        {
            return config is null ? new CredentialNotFound() : new SyncIsOff();
        }

        await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
        await trigger.HintAsync(cancellationToken);
        return config;
    }
}
