namespace CallImport.Infrastructure.Sync;

/// <summary>When runs may start and how they ended, by the database's clock.</summary>
internal static class SyncSql
{
    /// <summary>
    /// Configurations whose run is due and which nothing keeps waiting. A run that only waits for the source to finish recordings or transcripts does
    /// not hold up the next; any other does.
    /// </summary>
    public const string Due =
        """
        SELECT config.* FROM import_sync_configs config
        JOIN import_credentials credential ON credential.id = config.credential_id AND credential.status = 'valid'
        LEFT JOIN platform_capabilities capability ON capability.platform = credential.platform
        WHERE config.enabled AND config.next_run_at <= now()
            AND coalesce(capability.supports_ongoing_sync AND capability.status IN ('supported', 'beta'), true)
            AND EXISTS (SELECT 1 FROM memberships member WHERE member.workspace_id = config.workspace_id)
            AND NOT EXISTS (
                SELECT 1 FROM import_jobs job WHERE job.credential_id = config.credential_id AND job.job_type = 'sync'
                    AND job.status IN ('pending', 'counting', 'in_progress')
                    AND (job.listing_sealed_at IS NULL OR EXISTS (
                        SELECT 1 FROM imported_calls call WHERE call.import_job_id = job.id AND call.not_ready_answers = 0
                            AND call.status IN ('pending', 'downloading', 'transcribing', 'processing'))))
        ORDER BY config.next_run_at LIMIT 50
        """;

    /// <summary>Stretches that imports of the credential have listed or are listing, merged. What people undid counts: they know of it.</summary>
    public const string Listed =
        """
        WITH part AS (
            SELECT coalesce(date_range_start, @beginning) AS starts, coalesce(date_range_end, created_at) AS ends FROM import_jobs
            WHERE credential_id = @credential AND workspace_id = @workspace AND call_limit IS NULL AND listing_error IS NULL
                AND (status NOT IN ('failed', 'cancelled') OR undone_at IS NOT NULL AND listing_sealed_at IS NOT NULL)),
        stepped AS (
            SELECT starts, ends, max(ends) OVER (ORDER BY starts, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) < starts AS is_new FROM part),
        numbered AS (SELECT starts, ends, count(*) FILTER (WHERE is_new) OVER (ORDER BY starts, ends ROWS UNBOUNDED PRECEDING) AS island FROM stepped)
        SELECT min(starts), max(ends) FROM numbered GROUP BY island ORDER BY 1
        """;

    /// <summary>The oldest call that an ended run did not bring and that may come yet.</summary>
    public const string OldestFailed =
        """
        SELECT min(call.started_at) FROM import_jobs job JOIN imported_calls call ON call.import_job_id = job.id
        WHERE job.credential_id = @credential AND job.workspace_id = @workspace AND job.job_type = 'sync' AND job.created_at > now() - interval '90 days'
            AND job.status IN ('completed', 'failed', 'cancelled') AND call.removed_at IS NULL AND call.status IN ('failed', 'cancelled')
            AND coalesce(call.last_error_class, '') NOT IN ('permanent', 'integrity')
        """;

    /// <summary>The end of the last run, into its configuration. Also when an ended run was tried again, or undone.</summary>
    public const string Settle =
        """
        UPDATE import_sync_configs config
        SET last_sync_at = job.completed_at, last_sync_status = job.status, last_sync_calls_imported = job.processed_calls
        FROM import_sync_configs own CROSS JOIN LATERAL (
            SELECT completed_at, status, processed_calls FROM import_jobs job
            WHERE job.credential_id = own.credential_id AND job.workspace_id = own.workspace_id AND job.job_type = 'sync' AND job.completed_at IS NOT NULL
                AND job.created_at > coalesce(own.last_sync_at, '-infinity') - interval '2 days'
            ORDER BY job.completed_at DESC LIMIT 1) job
        WHERE own.id = config.id AND (config.last_sync_at, config.last_sync_status, config.last_sync_calls_imported)
            IS DISTINCT FROM (job.completed_at, job.status, job.processed_calls)
        """;
}
