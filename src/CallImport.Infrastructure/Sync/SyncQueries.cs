using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Sync;

/// <summary>The syncs of a workspace. A foreign id is answered like one that does not exist.</summary>
public sealed class SyncQueries(IDbContextFactory<CallImportDbContext> databases)
{
    /// <summary>Settings of all credentials that are not deleted and were switched on at least once, oldest first.</summary>
    public async Task<IReadOnlyList<ImportSyncConfig>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportSyncConfigs.AsNoTracking()
            .Where(config => config.WorkspaceId == actor.ReadableWorkspaceId)
            .Where(config => database.ImportCredentials.Any(row => row.Id == config.CredentialId && row.DeletedAt == null))
            .OrderBy(config => config.CreatedAt).ThenBy(config => config.Id).ToListAsync(cancellationToken);
    }
}
