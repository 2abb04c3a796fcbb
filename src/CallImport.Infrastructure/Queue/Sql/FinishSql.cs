namespace CallImport.Infrastructure.Queue.Sql;

/// <summary>
/// Writes what became of a lot of calls: library rows, call rows and job counters in one statement, so that counters always equal rows. A call
/// whose lease has passed to another, or whose job was cancelled, is left alone. A call that came without its recording is in the library already; what has
/// come since is put there.
/// </summary>
internal static class FinishSql
{
    /// <summary>Jobs first, in order of id, then calls in order of id: every writer keeps this order.</summary>
    public const string LockJobs = "SELECT count(*) FROM (SELECT 1 FROM import_jobs WHERE id = ANY (@jobs) ORDER BY id FOR UPDATE) locked";

    public const string Finish =
        """
        WITH input AS (
            SELECT * FROM unnest(@ids, @epochs, @fates, @untils, @classes, @reasons, @staged, @tokens, @not_ready, @parked_untils, @parked_reasons, @engagements)
                AS input (id, epoch, fate, until, class, reason, staged, token, not_ready, parked_until, parked_reason, engagement_id)),
        owned AS (
            SELECT call.id FROM imported_calls call JOIN input ON input.id = call.id AND input.epoch = call.lease_epoch
            WHERE call.lease_until IS NOT NULL ORDER BY call.id FOR UPDATE OF call),
        added AS (
            INSERT INTO engagements (id, workspace_id, source_platform, source_call_id, source_group_id, source_url, title, started_at, duration_seconds,
                direction, language, recording_key, recording_bytes, recording_sha256, recording_media_type, recording_absence, transcript_absence,
                participants, insights, search_vector)
            SELECT library.id, workspace_id, source_platform, source_call_id, source_group_id, source_url, title, started_at, duration_seconds,
                direction, language, recording_key, recording_bytes, recording_sha256, recording_media_type, recording_absence, transcript_absence,
                participants::jsonb, insights::jsonb,
                setweight(to_tsvector('simple', search_title), 'A') || to_tsvector('english', left(text, 200000))
            FROM unnest(@engagements, @workspaces, @platforms, @source_ids, @group_ids, @urls, @titles, @starts, @durations, @directions, @languages,
                    @keys, @bytes, @hashes, @media_types, @no_recording, @no_transcript, @participants, @insights, @search_titles, @texts)
                AS library (id, workspace_id, source_platform, source_call_id, source_group_id, source_url, title, started_at, duration_seconds, direction,
                    language, recording_key, recording_bytes, recording_sha256, recording_media_type, recording_absence, transcript_absence,
                    participants, insights, search_title, text)
            JOIN input ON input.engagement_id = library.id JOIN owned ON owned.id = input.id
            ON CONFLICT (id) DO UPDATE SET recording_key = excluded.recording_key, recording_bytes = excluded.recording_bytes,
                recording_sha256 = excluded.recording_sha256, recording_media_type = excluded.recording_media_type, recording_absence = excluded.recording_absence,
                transcript_absence = excluded.transcript_absence, insights = excluded.insights, search_vector = excluded.search_vector
            RETURNING id),
        transcribed AS (
            INSERT INTO transcripts (engagement_id, workspace_id, source, segments, text, original)
            SELECT library.id, workspace_id, source, segments::jsonb, text, original::json
            FROM unnest(@engagements, @workspaces, @sources, @segments, @texts, @originals) AS library (id, workspace_id, source, segments, text, original)
            JOIN input ON input.engagement_id = library.id JOIN owned ON owned.id = input.id
            WHERE segments IS NOT NULL
            ON CONFLICT (engagement_id) DO NOTHING),
        finished AS (
            UPDATE imported_calls call SET
                status = CASE input.fate WHEN 'done' THEN 'completed' WHEN 'failed' THEN 'failed' ELSE 'pending' END,
                engagement_id = coalesce(input.engagement_id, call.engagement_id),
                completed_at = CASE WHEN input.fate = 'done' THEN now() END,
                lease_owner = NULL, lease_until = NULL,
                due_at = CASE WHEN input.fate = 'released' AND call.lease_losses > 0 THEN now() ELSE input.until + (now() - @node_now) END,
                waiting_reason = CASE WHEN input.fate = 'snooze' THEN input.reason END,
                last_error = CASE WHEN input.fate IN ('retry', 'failed') THEN input.reason WHEN input.fate = 'done' THEN NULL ELSE call.last_error END,
                last_error_class = CASE WHEN input.fate IN ('retry', 'failed') THEN input.class WHEN input.fate = 'done' THEN NULL ELSE call.last_error_class END,
                retry_count = call.retry_count + CASE WHEN input.fate IN ('retry', 'failed') THEN 1 ELSE 0 END,
                lease_losses = CASE WHEN input.fate = 'released' THEN call.lease_losses ELSE 0 END,
                not_ready_answers = call.not_ready_answers + CASE WHEN input.not_ready THEN 1 ELSE 0 END,
                staged_recording = input.staged::jsonb,
                download_token = coalesce(input.token, call.download_token),
                updated_at = now()
            FROM input JOIN owned USING (id) WHERE call.id = input.id
            RETURNING call.id, call.import_job_id, input.fate, input.class, input.reason, input.parked_until, input.parked_reason, input.engagement_id),
        tally AS (
            SELECT finished.import_job_id AS job_id, count(*) FILTER (WHERE fate = 'done') AS done, count(*) FILTER (WHERE fate = 'failed') AS failed,
                count(*) FILTER (WHERE fate IN ('retry', 'failed')) AS errors, max(reason) FILTER (WHERE fate IN ('retry', 'failed')) AS error,
                max(parked_until) AS parked_until, max(parked_reason) AS parked_reason,
                bool_or(class = 'transient') FILTER (WHERE parked_until IS NOT NULL) AS is_outage, coalesce(sum(stored.bytes), 0) AS bytes
            FROM finished LEFT JOIN unnest(@engagements, @bytes) AS stored (engagement_id, bytes) ON stored.engagement_id = finished.engagement_id
            GROUP BY finished.import_job_id),
        jobs AS (
            UPDATE import_jobs job SET
                processed_calls = processed_calls + done, failed_calls = failed_calls + failed, error_count = error_count + errors,
                stored_bytes = stored_bytes + bytes, last_error = coalesce(tally.error, last_error),
                waiting_until = coalesce(tally.parked_until + (now() - @node_now), waiting_until), waiting_reason = coalesce(tally.parked_reason, waiting_reason),
                waiting_is_outage = coalesce(tally.is_outage, waiting_is_outage),
                rate_last_minute = CASE WHEN rate_minute_started_at > now() - interval '1 minute' THEN rate_last_minute
                    WHEN rate_minute_started_at > now() - interval '2 minutes' THEN rate_this_minute ELSE 0 END,
                rate_this_minute = CASE WHEN rate_minute_started_at > now() - interval '1 minute' THEN rate_this_minute ELSE 0 END + done + failed,
                rate_minute_started_at = CASE WHEN rate_minute_started_at > now() - interval '1 minute' THEN rate_minute_started_at
                    WHEN rate_minute_started_at > now() - interval '2 minutes' THEN rate_minute_started_at + interval '1 minute' ELSE now() END,
                updated_at = now()
            FROM tally WHERE job.id = tally.job_id
            RETURNING job.id),
        told AS (SELECT pg_notify(@channel, replace(id::text, '-', '')) FROM jobs WHERE id = ANY (@tell))
        SELECT input.id, input.id IN (SELECT id FROM finished), CASE WHEN call.status = 'completed' THEN call.engagement_id END, coalesce(call.lease_epoch = input.epoch AND CASE input.fate
                WHEN 'failed' THEN call.status = 'failed' WHEN 'retry' THEN call.status = 'pending' AND call.lease_losses = 0
                WHEN 'snooze' THEN call.status = 'pending' AND call.lease_losses = 0 ELSE false END, false),
            (SELECT count(*) FROM told)
        FROM input LEFT JOIN imported_calls call ON call.id = input.id
        """;

    /// <summary>
    /// Ends jobs of which nothing is left to do. Returns those that it ended, and those that were ended when these calls were written by a message whose answer
    /// was lost: in the same transaction, and therefore at the same moment.
    /// </summary>
    public const string Complete =
        """
        WITH ended AS (
        UPDATE import_jobs SET status = CASE WHEN listing_error IS NULL THEN 'completed' ELSE 'failed' END, completed_at = now(), total_calls = found_calls,
            waiting_until = NULL, waiting_reason = NULL, estimated_completion_at = NULL, paused_at = NULL, updated_at = now()
        WHERE id IN (
            SELECT id FROM import_jobs WHERE (@jobs IS NULL OR id = ANY (@jobs)) AND status IN ('pending', 'counting', 'in_progress')
                AND listing_sealed_at IS NOT NULL AND found_calls = processed_calls + failed_calls ORDER BY id FOR UPDATE)
        RETURNING id, platform, status, completed_at - coalesce(started_at, created_at) AS duration, pg_notify(@channel, replace(id::text, '-', '')))
        SELECT id, platform, status, extract(epoch FROM duration)::double precision FROM ended
        UNION ALL
        SELECT id, platform, status, extract(epoch FROM completed_at - coalesce(started_at, created_at))::double precision
        FROM import_jobs WHERE id = ANY (@jobs) AND status IN ('completed', 'failed') AND completed_at = ANY (ARRAY(
            SELECT call.updated_at FROM unnest(@ids, @epochs) AS mine (id, epoch)
            JOIN imported_calls call ON call.id = mine.id AND call.lease_epoch = mine.epoch AND call.status IN ('completed', 'failed')))
        """;
}
