using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Platforms;

/// <summary>
/// Adds the rows of <c>platform_capabilities</c> that are missing. Rows that are there belong to the operators and stay as they are; only a row that
/// announced a platform gives way when the platform has come.
/// </summary>
public sealed class SeedPlatformRegistry(IDbContextFactory<CallImportDbContext> databases) : IStartStep
{
    Task IStartStep.RunAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);

    /// <summary>Safe to run on every node at every start, also at the same time.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var row in PlatformCatalog.Descriptors.Select(PlatformSeed.Of))
        {
            await database.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO platform_capabilities (platform, display_name, logo_url, supports_historical_import, supports_ongoing_sync,
                     supports_transcript_reuse, auth_type, auth_instructions, required_scopes, status, cost_per_call_cents,
                     rate_limit_calls_per_minute, rate_limit_concurrent_downloads)
                 VALUES ({row.Platform}, {row.DisplayName}, {row.LogoUrl}, {row.SupportsHistoricalImport}, {row.SupportsOngoingSync},
                     {row.SupportsTranscriptReuse}, {Slug.Of(row.AuthType)}, {row.AuthInstructions}, {row.RequiredScopes}, {Slug.Of(row.Status)},
                     {row.CostPerCallCents}, {row.RateLimitCallsPerMinute}, {row.RateLimitConcurrentDownloads})
                 ON CONFLICT (platform) DO UPDATE SET
                     supports_historical_import = excluded.supports_historical_import, supports_ongoing_sync = excluded.supports_ongoing_sync,
                     supports_transcript_reuse = excluded.supports_transcript_reuse, auth_type = excluded.auth_type,
                     auth_instructions = excluded.auth_instructions, required_scopes = excluded.required_scopes, status = excluded.status,
                     rate_limit_calls_per_minute = excluded.rate_limit_calls_per_minute,
                     rate_limit_concurrent_downloads = excluded.rate_limit_concurrent_downloads, updated_at = now()
                 WHERE platform_capabilities.status = {Slug.Of(PlatformStatus.ComingSoon)} AND excluded.status <> {Slug.Of(PlatformStatus.ComingSoon)}
                 """,
                cancellationToken);
        }
    }
}
