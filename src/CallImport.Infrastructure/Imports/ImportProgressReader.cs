using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Reads a job and adds what follows from it: rate, estimate and its reason, and why nothing comes when nothing does.</summary>
internal sealed class ImportProgressReader(IDbContextFactory<CallImportDbContext> databases, ImportForecast forecast, ImportHolds holds, TimeProvider clock)
{
    /// <returns>null when this workspace has no such job</returns>
    public async Task<ImportProgress?> ReadAsync(Guid workspaceId, Guid jobId, CancellationToken cancellationToken)
    {
        ImportJob? job;
        await using (var database = await databases.CreateDbContextAsync(cancellationToken))
        {
            job = await database.ImportJobs.AsNoTracking()
                .FirstOrDefaultAsync(row => row.Id == jobId && row.WorkspaceId == workspaceId, cancellationToken);
        }

        if (job is null)
        {
            return null;
        }

        var hold = await holds.FindAsync(job, cancellationToken);
        var duration = await forecast.ForAsync(job, hold, cancellationToken);
        var now = clock.GetUtcNow();
        return new ImportProgress
        {
            Job = job,
            CallsPerMinute = job.Status.IsTerminal() || hold is not null ? null : job.Rate.PerMinute(job.StartedAt, now),
            EstimatedCompletionAt = duration is null ? null : now + duration.Estimate,
            EtaReason = duration?.Reason,
            WaitingCalls = job.WaitingCalls,
            Hold = hold,
        };
    }
}
