using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Sync;

/// <summary>Reads and makes the row of a credential's sync, under the lock of the credential's own row.</summary>
internal static class SyncSettings
{
    /// <returns>null when there is none, or it is deleted</returns>
    public static async Task<ImportCredential?> LockCredentialAsync(
        CallImportDbContext database, Actor actor, Guid credentialId, CancellationToken cancellationToken) =>
        (await database.ImportCredentials
            .FromSql($"SELECT * FROM import_credentials WHERE id = {credentialId} AND workspace_id = {actor.WorkspaceId} AND status <> 'deleted' FOR UPDATE")
            .AsNoTracking().ToListAsync(cancellationToken)).FirstOrDefault();

    /// <summary>A new one is added to <paramref name="database"/>, switched off.</summary>
    public static async Task<ImportSyncConfig> FindOrAddAsync(
        CallImportDbContext database, ImportCredential credential, SyncOverlap overlap, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var config = await database.ImportSyncConfigs
            .FirstOrDefaultAsync(row => row.CredentialId == credential.Id && row.WorkspaceId == credential.WorkspaceId, cancellationToken);
        if (config is null)
        {
            var from = await OriginAsync(database, credential, cancellationToken) ?? now - overlap.EachRun;
            config = new ImportSyncConfig(Guid.CreateVersion7(now), credential.WorkspaceId, credential.Id, from, now);
            database.ImportSyncConfigs.Add(config);
        }

        return config;
    }

    /// <summary>A sync goes on where the last import by hand ended; without one nobody has asked for the past.</summary>
    private static async Task<DateTimeOffset?> OriginAsync(CallImportDbContext database, ImportCredential credential, CancellationToken cancellationToken)
    {
        var last = await database.ImportJobs.AsNoTracking()
            .Where(job => job.CredentialId == credential.Id && job.WorkspaceId == credential.WorkspaceId && job.CallLimit == null)
            .Where(job => job.Status != ImportJobStatus.Failed && job.Status != ImportJobStatus.Cancelled)
            .OrderByDescending(job => job.DateRangeEnd ?? job.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return last is null ? null : last.DateRangeStart ?? ImportWindow.Beginning;
    }
}
