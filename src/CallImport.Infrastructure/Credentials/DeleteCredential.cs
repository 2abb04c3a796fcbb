using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <param name="CancelledImports">Imports that were running with it and ended.</param>
/// <param name="Advice">What is left to do at the platform.</param>
public sealed record CredentialDeletion(Guid CredentialId, int CancelledImports, string Advice);

/// <summary>
/// Forgets a credential: its secrets and its address for announcements are erased at once and its sync ends; the row stays for the history. Imports
/// that still run with it are cancelled; what they brought stays.
/// </summary>
public sealed class DeleteCredential
{
    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly CancelImport cancelImport;
    private readonly RevokeAtPlatform revoke;
    private readonly AuditTrail audit;
    private readonly TimeProvider clock;

    internal DeleteCredential(
        IDbContextFactory<CallImportDbContext> databases, CancelImport cancelImport, RevokeAtPlatform revoke, AuditTrail audit, TimeProvider clock) =>
        (this.databases, this.cancelImport, this.revoke, this.audit, this.clock) = (databases, cancelImport, revoke, audit, clock);

    /// <summary>Deleting twice is the same as once.</summary>
    /// <returns>How many imports were cancelled, or NotFound or Forbidden.</returns>
    public async Task<Result<CredentialDeletion>> ExecuteAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new MayNotManageCredentials();
        }

        if (await EraseAsync(actor, credentialId, cancellationToken) is not { } erased)
        {
            return new UnknownCredential();
        }

        // After the secret is gone: from here on nothing can be sent, whatever becomes of this process, and EndAbandonedImports ends what it leaves. Whoever may
        // take the connection away may end what cannot go on without it, even with a token that may not import.
        var cancelled = 0;
        var ending = actor with { Scopes = actor.Scopes | ApiScopes.Import };
        foreach (var jobId in await RunningAsync(actor, credentialId, cancellationToken))
        {
            cancelled += (await cancelImport.ExecuteAsync(ending, jobId, cancellationToken)).Succeeded ? 1 : 0;
        }

        return new CredentialDeletion(credentialId, cancelled, await revoke.ExecuteAsync(erased.Farewell)
            ? "The access was ended at the platform, too."
            : erased.TookFiles ? "Files that were handed over stay where they are. A user or bucket key that was entered still exists; it can be ended where it was made if nothing else uses it."
            : "The key or access itself still exists at the platform. Its administrator can end it there if nothing else uses it.");
    }

    /// <returns>null when there is no such credential</returns>
    private async Task<Erased?> EraseAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var row = await database.ImportCredentials
            .FromSql($"SELECT * FROM import_credentials WHERE id = {credentialId} AND workspace_id = {actor.WorkspaceId} FOR UPDATE")
            .FirstOrDefaultAsync(cancellationToken);
        Farewell? farewell = null;
        if (row is { Status: not CredentialStatus.Deleted })
        {
            var subscription = await database.CredentialWebhooks.Where(webhook => webhook.CredentialId == credentialId && webhook.WorkspaceId == actor.WorkspaceId)
                .Select(webhook => webhook.SubscriptionId).FirstOrDefaultAsync(cancellationToken);
            farewell = revoke.Prepare(row, subscription);
            row.Erase(clock.GetUtcNow());
            await database.Database.ExecuteSqlAsync(
                $"DELETE FROM credential_webhooks WHERE credential_id = {credentialId} AND workspace_id = {actor.WorkspaceId}", cancellationToken);
            await database.Database.ExecuteSqlAsync(
                $"""
                 UPDATE import_sync_configs SET enabled = false, next_run_at = NULL, updated_at = now()
                 WHERE credential_id = {credentialId} AND workspace_id = {actor.WorkspaceId}
                 """,
                cancellationToken);
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "credential.deleted", $"{row.Id}", cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return row is null ? null : new Erased(farewell, revoke.TookFiles(row));
    }

    private async Task<List<Guid>> RunningAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportJobs
            .Where(job => job.CredentialId == credentialId && job.WorkspaceId == actor.WorkspaceId)
            .Where(job => job.Status == ImportJobStatus.Pending || job.Status == ImportJobStatus.Counting || job.Status == ImportJobStatus.InProgress)
            .Select(job => job.Id).ToListAsync(cancellationToken);
    }

    /// <param name="Farewell">What is to be ended at the platform; null when there is nothing, or it was erased before.</param>
    /// <param name="TookFiles">Calls came as files, for which no key is needed.</param>
    private sealed record Erased(Farewell? Farewell, bool TookFiles);
}
