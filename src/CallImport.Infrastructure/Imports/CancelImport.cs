using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Ends an import for good. Calls in work are fenced off by a new epoch; their workers hear of it at once and stop.</summary>
public sealed class CancelImport(
    IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, IRecordingStore store, ImportMetrics metrics, TimeProvider clock)
{
    /// <summary>Cancelling twice is the same as once; an import that has completed or failed stays what it is.</summary>
    public async Task<Result<ImportJob>> ExecuteAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        (ImportJob Job, List<string> Staged)? cancelled = null;
        var result = await ImportChange.MakeAsync<ImportJob>(
            databases,
            actor,
            jobId,
            async (database, job) =>
            {
                if (job.Status.IsTerminal())
                {
                    return job.Status == ImportJobStatus.Cancelled ? job : new ImportHasEnded(Slug.Of(job.Status));
                }

                cancelled = (job, await CancelAsync(database, actor, job.Id, cancellationToken));
                return await ImportChange.DoneAsync(database, actor, job.Id, cancellationToken);
            },
            cancellationToken);
        if (cancelled is { } ended)
        {
            metrics.JobEnded(ended.Job.Platform, ImportJobStatus.Cancelled, clock.GetUtcNow() - (ended.Job.StartedAt ?? ended.Job.CreatedAt));
            await store.DeleteAllAsync(ended.Staged, cancellationToken);
        }

        return result;
    }

    /// <returns>keys of what had been downloaded and is of no use any more</returns>
    private async Task<List<string>> CancelAsync(CallImportDbContext database, Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        var staged = await database.Database.SqlQuery<string>(
            $"""
             SELECT staged_recording->>'key' AS "Value" FROM imported_calls
             WHERE import_job_id = {jobId} AND workspace_id = {actor.WorkspaceId} AND status IN ('pending', 'downloading', 'transcribing', 'processing')
                 AND staged_recording IS NOT NULL
             """).ToListAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE imported_calls
             SET status = 'cancelled', lease_epoch = lease_epoch + 1, lease_owner = NULL, lease_until = NULL, due_at = NULL,
                 waiting_reason = NULL, staged_recording = NULL, updated_at = now()
             WHERE import_job_id = {jobId} AND workspace_id = {actor.WorkspaceId} AND status IN ('pending', 'downloading', 'transcribing', 'processing')
             """,
            cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_jobs
             SET status = 'cancelled', completed_at = now(), lease_epoch = lease_epoch + 1, lease_owner = NULL, lease_until = NULL, paused_at = NULL,
                 waiting_until = NULL, waiting_reason = NULL, estimated_completion_at = NULL, updated_at = now()
             WHERE id = {jobId} AND workspace_id = {actor.WorkspaceId}
             """,
            cancellationToken);
        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.cancelled", $"{jobId}", cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Stop, jobId, cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Progress, jobId, cancellationToken);
        return staged;
    }
}
