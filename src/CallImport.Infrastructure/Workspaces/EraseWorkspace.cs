using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <param name="Accounts">People who belonged nowhere else, and are gone with it.</param>
public sealed record ErasedWorkspace(int Calls, int Recordings, int Credentials, int Accounts);

/// <summary>
/// Erases a workspace with everything in it. What is left are its events in the audit trail, which name nobody but by id. Workers that are busy with its calls
/// find nothing to write to, and throw away what they have brought.
/// </summary>
public sealed class EraseWorkspace(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, IRecordingStore store)
{
    public async Task<ErasedWorkspace> ExecuteAsync(Workspace workspace, string actor, CancellationToken cancellationToken)
    {
        var id = workspace.Id;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Database.SetCommandTimeout(DatabasePatience.Long);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var jobs = await database.Database.SqlQuery<Guid>(
            $"SELECT id AS \"Value\" FROM import_jobs WHERE workspace_id = {id} ORDER BY id FOR UPDATE").ToListAsync(cancellationToken);
        var calls = await database.Database.ExecuteSqlAsync($"DELETE FROM imported_calls WHERE workspace_id = {id}", cancellationToken);
        var recordings = await database.Database.SqlQuery<string>(
            $"""
             WITH gone AS (DELETE FROM engagements WHERE workspace_id = {id} RETURNING recording_key)
             SELECT recording_key AS "Value" FROM gone WHERE recording_key IS NOT NULL
             """).ToListAsync(cancellationToken);
        var credentials = await EraseAccessAsync(database, id, cancellationToken);
        var accounts = await database.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM users person USING memberships member WHERE member.workspace_id = {id} AND member.user_id = person.id AND NOT person.is_staff
                 AND NOT EXISTS (SELECT 1 FROM memberships other WHERE other.user_id = person.id AND other.workspace_id <> {id})
             """,
            cancellationToken);
        await database.Database.ExecuteSqlAsync($"DELETE FROM workspaces WHERE id = {id}", cancellationToken);
        await audit.AppendAsync(database, id, actor, "workspace.erased", $"{id}", cancellationToken);
        foreach (var job in jobs)
        {
            await ImportChannels.NotifyAsync(database, ImportChannels.Stop, job, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);

        // What a crash leaves behind here belongs to nobody any more, and the janitor takes it away.
        await store.DeleteAllAsync(recordings, cancellationToken);
        return new ErasedWorkspace(calls, recordings.Count, credentials, accounts);
    }

    /// <summary>In this order: credentials outlive whatever points to them. Everything else goes with the workspace's row.</summary>
    private static async Task<int> EraseAccessAsync(CallImportDbContext database, Guid id, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM import_sync_configs WHERE workspace_id = {id};
             DELETE FROM credential_webhooks WHERE workspace_id = {id};
             DELETE FROM import_jobs WHERE workspace_id = {id};
             DELETE FROM rate_limit_buckets WHERE credential_id IN (SELECT id FROM import_credentials WHERE workspace_id = {id})
             """,
            cancellationToken);
        return await database.Database.ExecuteSqlAsync($"DELETE FROM import_credentials WHERE workspace_id = {id}", cancellationToken);
    }
}
