using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Takes failed calls out of their end state, together with the counters, so that both always agree. The caller holds the job's lock.</summary>
internal static class CallRevival
{
    /// <returns>why nothing of this import can be tried again; null when it can</returns>
    public static async Task<Refusal?> RefusalAsync(CallImportDbContext database, ImportJob job, CancellationToken cancellationToken)
    {
        if (job.Status == ImportJobStatus.Cancelled)
        {
            return new ImportHasEnded(Slug.Of(job.Status));
        }

        // Locked, so that whoever deletes it meanwhile finds this import among those to end.
        var credentials = await database.ImportCredentials
            .FromSql($"SELECT * FROM import_credentials WHERE id = {job.CredentialId} AND workspace_id = {job.WorkspaceId} FOR SHARE")
            .AsNoTracking().ToListAsync(cancellationToken);
        return credentials is [{ Status: CredentialStatus.Deleted }] ? new CredentialIsDeleted() : null;
    }

    /// <param name="callId">One call, or null for all failed ones.</param>
    /// <returns>how many calls wait again</returns>
    public static async Task<int> ReviveAsync(CallImportDbContext database, ImportJob job, Guid? callId, CancellationToken cancellationToken)
    {
        var calls = await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE imported_calls
             SET status = 'pending', retry_count = 0, lease_losses = 0, not_ready_answers = 0, due_at = NULL, waiting_reason = NULL,
                 last_error = NULL, last_error_class = NULL, updated_at = now()
             WHERE import_job_id = {job.Id} AND workspace_id = {job.WorkspaceId} AND status = 'failed' AND removed_at IS NULL
                 AND ({callId}::uuid IS NULL OR id = {callId})
             """,
            cancellationToken);
        if (calls > 0)
        {
            await database.Database.ExecuteSqlAsync(
                $"""
                 UPDATE import_jobs
                 SET failed_calls = failed_calls - {calls}, status = CASE WHEN completed_at IS NULL THEN status ELSE 'in_progress' END,
                     completed_at = NULL, last_error = listing_error, updated_at = now()
                 WHERE id = {job.Id} AND workspace_id = {job.WorkspaceId}
                 """,
                cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Work, job.Id, cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job.Id, cancellationToken);
        }

        return calls;
    }

    /// <summary>Listing starts over with a new pass; what is here already costs nothing.</summary>
    public static async Task ReopenListingAsync(CallImportDbContext database, ImportJob job, CancellationToken cancellationToken)
    {
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_jobs
             SET status = 'in_progress', completed_at = NULL, listing_sealed_at = NULL, listing_error = NULL, last_error = NULL, listing_errors = 0,
                 listing_cursor = NULL, listing_pass = listing_pass + 1, unlisted_calls = 0,
                 skipped_calls = (SELECT count(*) FROM call_skips WHERE import_job_id = {job.Id}), waiting_until = NULL, waiting_reason = NULL, updated_at = now()
             WHERE id = {job.Id} AND workspace_id = {job.WorkspaceId}
             """,
            cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job.Id, cancellationToken);
    }
}
