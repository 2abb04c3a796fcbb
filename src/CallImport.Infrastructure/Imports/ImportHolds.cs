using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Finds out why an import brings nothing, from its calls; a few look-ups by index, because it is asked several times a second.</summary>
internal sealed class ImportHolds(IDbContextFactory<CallImportDbContext> databases, TimeProvider clock)
{
    public async Task<ImportHold?> FindAsync(ImportJob job, CancellationToken cancellationToken)
    {
        if (job.Status.IsTerminal() || job.PausedAt is not null)
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var row = await database.Database.SqlQuery<StandstillRow>(
            $"""
             SELECT came.at AS last_came_at, coalesce(next.waiting_reason, next.last_error) AS reason, next.due_at,
                 EXISTS (SELECT 1 FROM imported_calls work WHERE work.import_job_id = {job.Id} AND work.workspace_id = {job.WorkspaceId}
                     AND work.status IN ('downloading', 'transcribing', 'processing') AND work.updated_at < next.updated_at) AS others_are_in_work
             FROM (SELECT max(completed_at) AS at FROM imported_calls WHERE import_job_id = {job.Id} AND workspace_id = {job.WorkspaceId}) came
             LEFT JOIN LATERAL (
                 SELECT waiting_reason, last_error, due_at, updated_at FROM imported_calls
                 WHERE import_job_id = {job.Id} AND workspace_id = {job.WorkspaceId} AND status = 'pending' AND due_at IS NOT NULL
                 ORDER BY due_at LIMIT 1) next ON true
             """).SingleAsync(cancellationToken);
        return ImportHold.Of(job, new CallStandstill(row.LastCameAt, row.Reason, row.DueAt, row.OthersAreInWork), clock.GetUtcNow());
    }

    private sealed record StandstillRow(DateTimeOffset? LastCameAt, string? Reason, DateTimeOffset? DueAt, bool OthersAreInWork);
}
