using CallImport.Domain.Credentials;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Workspaces;

/// <param name="Accounts">People who belonged nowhere else, and are gone with it.</param>
/// <param name="GrantsEnded">Accesses by sign-in that their platforms have confirmed to be over.</param>
/// <param name="GrantsLeft">Platforms where one may still exist: they did not answer, or have no way to end it from here.</param>
public sealed record ErasedWorkspace(int Calls, int Recordings, int Credentials, int Accounts, int GrantsEnded, IReadOnlyList<string> GrantsLeft);

/// <summary>
/// Erases a workspace with everything in it. What is left are its events in the audit trail, which name nobody but by id. Workers that are busy with its calls
/// find nothing to write to, and throw away what they have brought.
/// </summary>
public sealed class EraseWorkspace
{
    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly AuditTrail audit;
    private readonly IRecordingStore store;
    private readonly RevokeAtPlatform revoke;

    internal EraseWorkspace(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, IRecordingStore store, RevokeAtPlatform revoke) =>
        (this.databases, this.audit, this.store, this.revoke) = (databases, audit, store, revoke);

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
        var farewells = await FarewellsAsync(database, id, cancellationToken);
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

        // Last, and whatever comes of it: nothing here depends on a platform's answer.
        var ended = await Task.WhenAll(farewells.Select(farewell => revoke.ExecuteAsync(farewell)));
        var left = farewells.Where((farewell, index) => farewell.HasGrant && !ended[index]).Select(farewell => farewell.Connection.Platform);
        return new ErasedWorkspace(calls, recordings.Count, credentials, accounts, ended.Count(isEnded => isEnded), [.. left]);
    }

    /// <summary>What is to be ended at platforms, read while it can still be decrypted.</summary>
    private async Task<List<Farewell>> FarewellsAsync(CallImportDbContext database, Guid id, CancellationToken cancellationToken)
    {
        var rows = await database.ImportCredentials.AsNoTracking()
            .Where(row => row.WorkspaceId == id && row.Status != CredentialStatus.Deleted).OrderBy(row => row.Platform).ToListAsync(cancellationToken);
        var subscriptions = await database.CredentialWebhooks.Where(webhook => webhook.WorkspaceId == id)
            .ToDictionaryAsync(webhook => webhook.CredentialId, webhook => webhook.SubscriptionId, cancellationToken);
        return [.. rows.Select(row => revoke.Prepare(row, subscriptions.GetValueOrDefault(row.Id))).OfType<Farewell>()];
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
