using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Imports;

/// <summary>Turns what the source says and what is here already into a plan.</summary>
internal sealed class ImportEstimate(
    IDbContextFactory<CallImportDbContext> databases, ImportForecast forecast, IOptions<PricingOptions> pricing, TimeProvider clock)
{
    /// <summary>Speech at 32 kbit/s, as conference services record it; only until recordings of the platform are here to be measured.</summary>
    private const double AssumedBytesPerSecond = 4_000;

    /// <summary>Recordings that are measured: enough for an average, few enough to be read at once.</summary>
    private const int Measured = 500;

    public async Task<ImportPlan> PlanAsync(
        Guid workspaceId,
        Guid credentialId,
        PlatformEntry platform,
        CallQuery window,
        CallCount count,
        SourceSample sample,
        CancellationToken cancellationToken)
    {
        var slug = platform.Descriptor.Slug;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        string[] ids = [.. sample.Calls.Select(call => call.SourceCallId)];
        var known = await database.Engagements
            .Where(row => row.WorkspaceId == workspaceId && row.SourcePlatform == slug && ids.Contains(row.SourceCallId))
            .Select(row => row.SourceCallId).ToListAsync(cancellationToken);
        var here = sample.IsEverything
            ? known.Count
            : await database.Engagements.CountAsync(
                row => row.WorkspaceId == workspaceId && row.SourcePlatform == slug && row.StartedAt >= window.From && row.StartedAt < window.To,
                cancellationToken);
        var sourceCalls = sample.IsEverything ? sample.Calls.Count : count.Calls;
        int? alreadyHere = sourceCalls is { } all ? Math.Min(here, all) : here;
        var toImport = sourceCalls - alreadyHere;
        var pace = toImport is { } planned ? await forecast.PaceAsync(credentialId, platform, planned, percentLeft: 0, cancellationToken) : null;
        var bytesPerSecond = await BytesPerSecondAsync(database, workspaceId, slug, cancellationToken);
        return new ImportPlan
        {
            Window = window,
            SourceCalls = sourceCalls,
            IsExact = sample.IsEverything || count.IsExact,
            AlreadyHere = alreadyHere,
            AlreadyHereIsExact = sample.IsEverything || here == 0,
            ToImport = toImport,
            Sample = [.. sample.Calls.Select(call => new PlannedCall(call, known.Contains(call.SourceCallId)))],
            Price = toImport is { } priced
                ? ImportPrice.Of(
                    priced, platform.Capability.CostPerCallCents, pricing.Value.FreeCallsIncluded, await ThisMonthAsync(database, workspaceId, cancellationToken))
                : null,
            Duration = pace is null ? null : ImportEta.Of(pace, clock.GetUtcNow()),
            Pace = pace,
            EstimatedBytes = toImport is { } stored && AverageSeconds(sample) is { } seconds
                ? (long)(stored * seconds * (bytesPerSecond ?? AssumedBytesPerSecond))
                : null,
            BytesAreMeasured = bytesPerSecond is not null,
        };
    }

    private static double? AverageSeconds(SourceSample sample) => sample.Calls.Average(call => (double?)call.DurationSeconds);

    /// <returns>null when no recording of the platform is here yet</returns>
    private static async Task<double?> BytesPerSecondAsync(CallImportDbContext database, Guid workspaceId, string platform, CancellationToken cancellationToken) =>
        await database.Engagements
            .Where(row => row.WorkspaceId == workspaceId && row.SourcePlatform == platform && row.RecordingBytes > 0 && row.DurationSeconds > 0)
            .OrderByDescending(row => row.StartedAt).Take(Measured)
            .GroupBy(_ => 1, (_, rows) => rows.Sum(row => (double?)row.RecordingBytes) / rows.Sum(row => (double?)row.DurationSeconds))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Months are those of UTC, as everything else is.</summary>
    private async Task<int> ThisMonthAsync(CallImportDbContext database, Guid workspaceId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return await database.Engagements.CountAsync(row => row.WorkspaceId == workspaceId && row.CreatedAt >= month, cancellationToken);
    }
}
