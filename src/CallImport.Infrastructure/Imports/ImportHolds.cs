using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>
/// Finds out why an import brings nothing, from its calls; a few look-ups by index, because it is asked several times a second. Its
/// calls are known by the job alone, which was read in its workspace: with both, the planner may read all calls of the two to find the first.
/// </summary>
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
                 next.updated_at IS NOT NULL AND coalesce((SELECT true FROM imported_calls work WHERE work.import_job_id = {job.Id}
                     AND work.status IN ('downloading', 'transcribing', 'processing')
                     AND work.updated_at < next.updated_at LIMIT 1), false) AS others_are_in_work
             FROM (SELECT (
                 SELECT completed_at FROM imported_calls
                 WHERE import_job_id = {job.Id} AND completed_at IS NOT NULL
                 ORDER BY completed_at DESC LIMIT 1) AS at) came
             LEFT JOIN LATERAL (
                 SELECT waiting_reason, last_error, due_at, updated_at FROM imported_calls
                 WHERE import_job_id = {job.Id} AND status = 'pending' AND due_at IS NOT NULL
                 ORDER BY due_at LIMIT 1) next ON true
             """).SingleAsync(cancellationToken);
        return ImportHold.Of(job, new CallStandstill(row.LastCameAt, row.Reason, row.DueAt, row.OthersAreInWork), clock.GetUtcNow());
    }

    private sealed record StandstillRow(DateTimeOffset? LastCameAt, string? Reason, DateTimeOffset? DueAt, bool OthersAreInWork);
}
