using CallImport.Domain;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Platforms;

/// <summary>Adds the rows of <c>platform_capabilities</c> that are missing. Rows that are there belong to the operators and stay as they are.</summary>
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
                 ON CONFLICT (platform) DO NOTHING
                 """,
                cancellationToken);
        }
    }
}
