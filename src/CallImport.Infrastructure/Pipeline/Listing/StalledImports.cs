using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Telemetry;
using Npgsql;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>The safety net below every hint that was lost and every process that died.</summary>
internal sealed class StalledImports(NpgsqlDataSource database, FinishCalls finish, PlatformCatalog catalog, ImportMetrics metrics)
{
    private const string Unlisted =
        """
        SELECT job.id FROM import_jobs job JOIN import_credentials credential ON credential.id = job.credential_id AND credential.status = 'valid'
        WHERE job.status IN ('pending', 'counting', 'in_progress') AND job.listing_sealed_at IS NULL AND job.paused_at IS NULL
            AND coalesce(job.lease_until < now(), true) AND coalesce(job.waiting_until <= now(), true)
            AND job.platform = ANY (@platforms)
            AND job.found_calls - job.processed_calls - job.failed_calls < @deep
            AND NOT EXISTS (SELECT 1 FROM rate_limit_buckets bucket WHERE bucket.credential_id = job.credential_id AND bucket.blocked_until > now())
        ORDER BY job.priority DESC, job.created_at LIMIT 500
        """;

    public async Task<IReadOnlyList<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Unlisted);

        // Somewhat below the depth at which listing stopped, so that it is not started for a single page.
        command.Parameters.AddWithValue("deep", ListingLease.Deep / 2);
        command.Parameters.AddWithValue("platforms", catalog.Importable);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetGuid(0));
        }

        return found;
    }

    /// <summary>Ends what is done but not ended yet, as an import whose last page brings nothing: that job, or every one.</summary>
    public async Task CompleteAsync(Guid? jobId, CancellationToken cancellationToken)
    {
        foreach (var job in await finish.CompleteAsync(jobId, cancellationToken))
        {
            metrics.JobEnded(job.Platform, job.Status, job.Duration);
        }
    }
}
