using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Takes out of the library what one import brought. The calls stay known as cancelled, so that a later import may bring them again.</summary>
public sealed class UndoImport(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, IRecordingStore store)
{
    /// <returns>how many calls were removed</returns>
    public async Task<Result<int>> ExecuteAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        List<string?> recordings = [];
        var result = await ImportChange.MakeAsync<int>(
            databases, actor, jobId, (database, job) => UndoAsync(database, actor, job, recordings, cancellationToken), cancellationToken);
        if (result.Succeeded)
        {
            // What a crash leaves behind here belongs to nobody any more, and the janitor takes it away.
            await store.DeleteAllAsync(recordings, cancellationToken);
        }

        return result;
    }

    private async Task<Result<int>> UndoAsync(
        CallImportDbContext database, Actor actor, ImportJob job, List<string?> recordings, CancellationToken cancellationToken)
    {
        if (!job.Status.IsTerminal())
        {
            return new ImportIsRunning();
        }

        var removed = await database.ImportedCalls
            .Where(call => call.ImportJobId == job.Id && call.WorkspaceId == actor.WorkspaceId && call.EngagementId != null)
            .Join(database.Engagements, call => call.EngagementId, engagement => engagement.Id, (_, engagement) => new { engagement.Id, engagement.RecordingKey })
            .ToListAsync(cancellationToken);
        Guid[] ids = [.. removed.Select(engagement => engagement.Id)];

        // Also what had failed: whoever undoes an import does not want a sync to bring the rest of it.
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE imported_calls SET status = CASE status WHEN 'completed' THEN 'cancelled' ELSE status END, engagement_id = NULL, completed_at = NULL,
                 removed_at = now(), updated_at = now()
             WHERE import_job_id = {job.Id} AND workspace_id = {actor.WorkspaceId}
             """,
            cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"DELETE FROM transcripts WHERE workspace_id = {actor.WorkspaceId} AND engagement_id = ANY({ids})", cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"DELETE FROM engagements WHERE workspace_id = {actor.WorkspaceId} AND id = ANY({ids})", cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_jobs SET status = 'cancelled', processed_calls = 0, stored_bytes = 0, undone_at = now(), last_error = 'This import was undone.', updated_at = now()
             WHERE id = {job.Id} AND workspace_id = {actor.WorkspaceId}
             """,
            cancellationToken);
        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.undone", $"{job.Id}", cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job.Id, cancellationToken);
        recordings.AddRange(removed.Select(engagement => engagement.RecordingKey));
        return removed.Count;
    }
}
