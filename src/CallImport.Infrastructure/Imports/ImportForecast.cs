using CallImport.Domain.Imports;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Imports;

/// <summary>Gathers what decides how long an import takes, and asks <see cref="ImportEta"/>.</summary>
internal sealed class ImportForecast(
    IDbContextFactory<CallImportDbContext> databases,
    PlatformRegistry registry,
    PlatformCatalog catalog,
    IOptions<ImportOptions> options,
    TimeProvider clock)
{
    private const double CallsPerListedPage = 100;

    /// <returns>null for a job that has ended, is paused, stands still for nobody knows how long, or whose size is not known yet</returns>
    public async Task<ImportDuration?> ForAsync(ImportJob job, ImportHold? hold, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isParked = ImportHold.HasKnownEnd(job, now);
        double? measured = isParked ? null : job.Rate.PerMinute(job.StartedAt, now);
        if (job.Status.IsTerminal() || job.PausedAt is not null || (hold is not null && !isParked) || measured == 0 || job.TotalCalls is not { } total
            || await registry.FindAsync(job.Platform, cancellationToken) is not { } platform)
        {
            return null;
        }

        var pace = await PaceAsync(job.CredentialId, platform, total - job.ProcessedCalls - job.FailedCalls, job.QuotaSharePercentLeft, cancellationToken);
        return ImportEta.Of(
            pace with
            {
                MeasuredPerMinute = measured,
                WaitingUntil = job.WaitingUntil,
                WaitingReason = job.WaitingReason,
            },
            now);
    }

    /// <param name="percentLeft">Percent of the vendor's limits left to the customer's other tools.</param>
    public async Task<ImportPace> PaceAsync(
        Guid credentialId, PlatformEntry platform, int remaining, int percentLeft, CancellationToken cancellationToken)
    {
        var limit = PlatformLimits.OfVendor(platform, null).First();
        var now = clock.GetUtcNow();
        var today = now.ToUniversalTime().Date;
        var used = 0;
        if (limit.RequestsPerDay is not null)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            used = await database.RateLimitBuckets.AsNoTracking()
                .Where(bucket => bucket.CredentialId == credentialId && bucket.Group == limit.Group && bucket.DayStartedAt >= new DateTimeOffset(today, TimeSpan.Zero))
                .Select(bucket => bucket.UsedToday).FirstOrDefaultAsync(cancellationToken);
        }

        return new ImportPace
        {
            Source = platform.Descriptor.DisplayName,
            Remaining = remaining,
            RequestsPerMinute = Math.Min(limit.RequestsPerMinute, platform.Capability.RateLimitCallsPerMinute ?? double.PositiveInfinity),
            RequestsPerDay = limit.RequestsPerDay,
            PercentLeft = percentLeft,
            RequestsUsedToday = used,
            RequestsPerCall = (1 / CallsPerListedPage) + (platform.Descriptor.RequestsPerCall ?? (2.0 / (catalog.Adapter(platform.Descriptor.Slug)?.MaxBatch ?? 1))),
            ConcurrentDownloads = platform.Capability.RateLimitConcurrentDownloads,
            Workers = options.Value.WorkerConcurrency,
        };
    }
}
