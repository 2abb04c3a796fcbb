namespace CallImport.Infrastructure.Queue.Sql;

/// <summary>
/// Writes a listed page: calls, counters and cursor in one message and one transaction. Every statement asks for the epoch, so that one that has
/// lost the listing changes nothing.
/// </summary>
internal static class PageSql
{
    /// <summary>Locks the job before its calls, as every writer does. No row: the listing is somebody else's, cancelled or paused.</summary>
    public const string Lock =
        """
        UPDATE import_jobs SET lease_until = clock_timestamp() + @lease, listing_errors = 0
        WHERE id = @job AND lease_epoch = @epoch AND status = 'in_progress' AND paused_at IS NULL RETURNING id
        """;

    /// <summary>No row: this cursor has led here before, or the list goes on and on without a new call.</summary>
    public const string Remember =
        """
        INSERT INTO listing_pages (import_job_id, cursor_hash, page_number, calls, listed_at)
        SELECT @job, @cursor_hash, listing_pages + 1, @calls, now() FROM import_jobs WHERE id = @job AND lease_epoch = @epoch AND status = 'in_progress'
            AND listing_pages < found_calls + skipped_calls + @idle * greatest(listing_pass, 1)
        ON CONFLICT (import_job_id, cursor_hash) DO NOTHING RETURNING page_number
        """;

    /// <summary>Calls that nobody knows yet. Returns how many of them can never be imported. In order of id, so that two listings of the same source queue up instead of blocking each other.</summary>
    public const string Add =
        """
        WITH added AS (
            INSERT INTO imported_calls (id, import_job_id, workspace_id, credential_id, source_platform, source_call_id, source_group_id, title, started_at,
                duration_seconds, download_token, source_metadata, status, last_error, last_error_class)
            SELECT listed.id, job.id, job.workspace_id, job.credential_id, job.platform, source_call_id, source_group_id, title, listed.started_at,
                duration_seconds, token, metadata::jsonb, CASE WHEN fault IS NULL THEN 'pending' ELSE 'failed' END, fault,
                CASE WHEN fault IS NULL THEN NULL ELSE 'permanent' END
            FROM unnest(@ids, @source_ids, @other_ids, @group_ids, @titles, @starts, @durations, @tokens, @metadata, @faults)
                AS listed (id, source_call_id, other_id, source_group_id, title, started_at, duration_seconds, token, metadata, fault)
            JOIN import_jobs job ON job.id = @job AND job.lease_epoch = @epoch AND job.status = 'in_progress'
            WHERE other_id IS NULL OR (SELECT true FROM imported_calls known
                WHERE known.workspace_id = job.workspace_id AND known.source_platform = job.platform AND known.source_call_id = other_id LIMIT 1) IS NULL
            ORDER BY source_call_id
            ON CONFLICT (workspace_id, source_platform, source_call_id) DO NOTHING
            RETURNING status)
        UPDATE import_jobs SET found_calls = found_calls + (SELECT count(*) FROM added),
            failed_calls = failed_calls + (SELECT count(*) FROM added WHERE status = 'failed')
        WHERE id = @job AND lease_epoch = @epoch AND EXISTS (SELECT 1 FROM added)
        RETURNING (SELECT count(*) FROM added WHERE status = 'failed')
        """;

    /// <summary>
    /// Calls that other jobs know. What an ended job did not complete is taken over, with a note that keeps that job's report true; the rest is
    /// skipped, each once. What comes back to a job that had handed it over is its own again, and counts once. What people took
    /// out of the library, and what failed for good, is brought by no sync: people have to ask for it themselves. What came without its recording is
    /// taken up again once the recording is there. Calls are looked up one by one: joined, the planner may read all calls of the workspace for every page.
    /// </summary>
    public const string TakeOver =
        """
        WITH mine AS (SELECT * FROM import_jobs WHERE id = @job AND lease_epoch = @epoch AND status = 'in_progress'),
        theirs AS (
            SELECT call.id, call.status, call.import_job_id, call.last_error, call.last_error_class,
                (call.status <> 'completed' OR call.source_call_id = ANY (@arrived) AND EXISTS (
                        SELECT 1 FROM engagements engagement WHERE engagement.id = call.engagement_id AND engagement.recording_key IS NULL))
                    AND owner.status IN ('completed', 'failed', 'cancelled')
                    AND (mine.job_type <> 'sync' OR call.removed_at IS NULL
                        AND NOT (call.status = 'failed' AND call.last_error_class IN ('permanent', 'integrity'))) AS is_free
            FROM mine CROSS JOIN unnest(@source_ids) AS listed (source_call_id)
            CROSS JOIN LATERAL (
                SELECT id FROM imported_calls WHERE workspace_id = mine.workspace_id AND source_platform = mine.platform
                    AND source_call_id = listed.source_call_id AND import_job_id <> @job LIMIT 1) known
            JOIN imported_calls call ON call.id = known.id
            JOIN import_jobs owner ON owner.id = call.import_job_id
            WHERE call.import_job_id <> @job
                AND NOT EXISTS (SELECT 1 FROM call_skips skip WHERE skip.import_job_id = @job AND skip.imported_call_id = call.id)
            ORDER BY call.id FOR UPDATE OF call),
        handed AS (
            INSERT INTO call_handovers (import_job_id, imported_call_id, workspace_id, status, error_class, error, handed_over_at)
            SELECT theirs.import_job_id, theirs.id, mine.workspace_id, theirs.status, theirs.last_error_class, theirs.last_error, now() FROM theirs, mine
            WHERE is_free
            ON CONFLICT (import_job_id, imported_call_id) DO UPDATE SET status = excluded.status, error_class = excluded.error_class,
                error = excluded.error, handed_over_at = excluded.handed_over_at),
        taken AS (
            UPDATE imported_calls call SET import_job_id = mine.id, credential_id = mine.credential_id, status = 'pending', retry_count = 0, lease_losses = 0,
                not_ready_answers = 0, due_at = NULL, waiting_reason = NULL, last_error = NULL, last_error_class = NULL, staged_recording = NULL,
                completed_at = NULL, removed_at = NULL, updated_at = now()
            FROM theirs, mine WHERE call.id = theirs.id AND theirs.is_free
            RETURNING call.id),
        returned AS (
            DELETE FROM call_handovers handover USING taken WHERE handover.import_job_id = @job AND handover.imported_call_id = taken.id
            RETURNING handover.status),
        skipped AS (
            INSERT INTO call_skips (import_job_id, imported_call_id, workspace_id)
            SELECT mine.id, theirs.id, mine.workspace_id FROM theirs, mine WHERE NOT is_free
            ON CONFLICT DO NOTHING RETURNING imported_call_id)
        UPDATE import_jobs SET found_calls = found_calls + (SELECT count(*) FROM taken) - (SELECT count(*) FROM returned),
            failed_calls = failed_calls - (SELECT count(*) FROM returned WHERE status = 'failed'),
            processed_calls = processed_calls - (SELECT count(*) FROM returned WHERE status = 'completed'),
            skipped_calls = skipped_calls + (SELECT count(*) FROM skipped)
        WHERE id = @job AND lease_epoch = @epoch AND (EXISTS (SELECT 1 FROM taken) OR EXISTS (SELECT 1 FROM skipped))
        """;

    /// <summary>Where the listing goes on. Sealed: totals are what was listed, and no longer what was counted.</summary>
    public const string Advance =
        """
        UPDATE import_jobs SET listing_pages = listing_pages + 1, listing_cursor = @next, listing_window_start = @from, listing_window_end = @to,
            source_calls = CASE WHEN @sealed THEN found_calls + skipped_calls + unlisted_calls + @unlisted ELSE greatest(source_calls, found_calls + skipped_calls) END,
            total_calls = CASE WHEN @sealed THEN found_calls ELSE greatest(source_calls - skipped_calls, found_calls) END,
            unlisted_calls = unlisted_calls + @unlisted, last_error = coalesce(@shortage, last_error),
            error_count = error_count + CASE WHEN @unlisted > 0 THEN 1 ELSE 0 END,
            listing_sealed_at = CASE WHEN @sealed THEN now() END,
            lease_owner = CASE WHEN @sealed THEN NULL ELSE lease_owner END, lease_until = CASE WHEN @sealed THEN NULL ELSE lease_until END,
            updated_at = now()
        WHERE id = @job AND lease_epoch = @epoch AND status = 'in_progress'
        """;

    public const string Tell =
        """
        SELECT pg_notify(@work, replace(id::text, '-', '')), pg_notify(@progress, replace(id::text, '-', ''))
        FROM import_jobs WHERE id = @job AND lease_epoch = @epoch
        """;
}
