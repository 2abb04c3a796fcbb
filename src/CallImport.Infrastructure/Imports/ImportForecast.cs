using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Imports;

/// <summary>Gathers what decides how long an import takes, and asks <see cref="ImportEta"/>.</summary>
internal sealed class ImportForecast(TimeProvider clock)
{
    /// <returns>null for a job that has ended, is paused, or whose size is not known yet</returns>
    public Task<ImportDuration?> ForAsync(ImportJob job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (job.Status.IsTerminal() || job.PausedAt is not null || job.TotalCalls is not { } total)
        {
            return Task.FromResult<ImportDuration?>(null);
        }

        var now = clock.GetUtcNow();
        return Task.FromResult<ImportDuration?>(ImportEta.Of(
            new ImportPace
            {
                Source = job.Platform,
                Remaining = total - job.ProcessedCalls - job.FailedCalls,
                MeasuredPerMinute = job.Rate.PerMinute(job.StartedAt, now),
                WaitingUntil = job.WaitingUntil,
                WaitingReason = job.WaitingReason,
            },
            now));
    }
}
