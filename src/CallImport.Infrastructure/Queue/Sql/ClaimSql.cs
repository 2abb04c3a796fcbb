namespace CallImport.Infrastructure.Queue.Sql;

/// <summary>
/// Hands out work. Claims of all nodes queue at one lock for some milliseconds, so that what they count is true: calls in work per workspace for
/// fairness, download slots per credential for the vendor's limit. Lock and claim travel as one message and commit without waiting for the
/// client: a node that freezes cannot keep the lock. Only ids come back, which fit into any socket buffer; rows are read afterwards.
/// </summary>
internal static class ClaimSql
{
    public const string Lock = "SELECT pg_advisory_xact_lock(4849474501)";

    /// <summary>
    /// Picks one job: fewest calls in work in its workspace; each 5 s of waiting weigh as much as one of them; paid ones weigh a quarter and have
    /// 40 s of advance. From it due calls first, then fresh ones, newest first. Calls that may be killing their workers go few at a time, then alone.
    /// Whether anything waits is asked with limits instead of EXISTS, which the planner may answer by reading all that waits.
    /// </summary>
    public const string Claim =
        """
        WITH candidates AS (
            SELECT job.id, job.workspace_id, job.credential_id, job.correlation_id, job.platform,
                least(@workers, coalesce(capability.rate_limit_concurrent_downloads, @workers) - CASE
                    WHEN capability.rate_limit_concurrent_downloads IS NULL THEN 0 ELSE others.slots END)::int AS slots,
                greatest(1, (job.found_calls - job.processed_calls - job.failed_calls) / 4) AS fair_share,
                coalesce(in_work.calls, 0) / (CASE WHEN job.priority > 0 THEN 4.0 ELSE 1.0 END) - job.priority * 8
                    - extract(epoch FROM now() - coalesce(job.last_claimed_at, job.created_at)) / 5 AS score
            FROM import_jobs job
            JOIN import_credentials credential ON credential.id = job.credential_id AND credential.status = 'valid'
            LEFT JOIN platform_capabilities capability ON capability.platform = job.platform
            LEFT JOIN calls_in_work() in_work ON in_work.workspace_id = job.workspace_id
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(held.slots), 0) AS slots FROM download_slots held
                WHERE held.credential_id = job.credential_id AND held.node <> @node AND held.lease_until > now()) others
            WHERE job.status IN ('pending', 'counting', 'in_progress') AND job.paused_at IS NULL AND coalesce(job.waiting_until <= now(), true)
                AND job.id <> ALL (@busy) AND job.platform = ANY (@platforms)
                AND NOT EXISTS (
                    SELECT 1 FROM rate_limit_buckets bucket WHERE bucket.credential_id = job.credential_id AND bucket.blocked_until > now())
                AND coalesce(
                    (SELECT true FROM imported_calls call WHERE call.import_job_id = job.id AND call.status = 'pending' AND call.due_at IS NULL LIMIT 1),
                    (SELECT true FROM imported_calls call WHERE call.import_job_id = job.id AND call.status = 'pending'
                        AND call.due_at <= now() AND CASE WHEN call.lease_losses < @suspicious THEN true WHEN call.lease_losses = @suspicious THEN @few > 0
                            ELSE @alone > 0 END LIMIT 1),
                    false)),
        chosen AS (
            SELECT *, least(CASE WHEN count(*) OVER () > @workers THEN @crowded ELSE @most END, greatest(@workers, fair_share))::int AS take
            FROM candidates WHERE slots > 0 ORDER BY score, id LIMIT 1),
        suspects AS (
            SELECT id FROM imported_calls WHERE import_job_id = (SELECT id FROM chosen) AND status = 'pending' AND due_at <= now()
                AND lease_losses > @suspicious ORDER BY due_at LIMIT @alone FOR UPDATE SKIP LOCKED),
        company AS (
            SELECT id FROM imported_calls WHERE import_job_id = (SELECT id FROM chosen) AND status = 'pending' AND due_at <= now()
                AND lease_losses = @suspicious ORDER BY due_at LIMIT @few FOR UPDATE SKIP LOCKED),
        due AS (
            SELECT id FROM imported_calls WHERE import_job_id = (SELECT id FROM chosen) AND status = 'pending' AND due_at <= now()
                AND lease_losses < @suspicious ORDER BY due_at LIMIT (SELECT take FROM chosen) FOR UPDATE SKIP LOCKED),
        fresh AS (
            SELECT id FROM imported_calls WHERE import_job_id = (SELECT id FROM chosen) AND status = 'pending' AND due_at IS NULL
            ORDER BY started_at DESC LIMIT (SELECT take - (SELECT count(*) FROM due) FROM chosen) FOR UPDATE SKIP LOCKED),
        claimed AS (
            UPDATE imported_calls SET status = 'downloading', lease_owner = @claimant, lease_epoch = lease_epoch + 1,
                lease_until = clock_timestamp() + @lease, due_at = NULL, waiting_reason = NULL, updated_at = now()
            WHERE id IN (SELECT id FROM suspects UNION ALL SELECT id FROM company UNION ALL SELECT id FROM due UNION ALL SELECT id FROM fresh)
            RETURNING id),
        slots AS (
            INSERT INTO download_slots (credential_id, node, slots, lease_until)
            SELECT credential_id, @node, slots, clock_timestamp() + @lease FROM chosen WHERE EXISTS (SELECT 1 FROM claimed)
            ON CONFLICT (credential_id, node) DO UPDATE SET slots = excluded.slots, lease_until = excluded.lease_until),
        served AS (
            UPDATE import_jobs SET last_claimed_at = now(), waiting_until = NULL, waiting_reason = NULL
            WHERE id = (SELECT id FROM import_jobs WHERE id = (SELECT id FROM chosen) FOR UPDATE SKIP LOCKED) AND EXISTS (SELECT 1 FROM claimed))
        SELECT chosen.id, chosen.workspace_id, chosen.credential_id, chosen.correlation_id, chosen.platform, chosen.slots,
            (SELECT array_agg(claimed.id) FROM claimed)
        FROM chosen WHERE EXISTS (SELECT 1 FROM claimed)
        """;

    /// <summary>The claimed rows; one that was cancelled in between is left out. Asked for by the lease, not the status, for the reason in <see cref="LeaseSql"/>.</summary>
    public const string Read =
        """
        SELECT id, lease_epoch, workspace_id, source_platform, source_call_id, source_group_id, title, started_at, duration_seconds, source_metadata,
            download_token, staged_recording, retry_count, not_ready_answers, lease_losses,
            engagement_id
        FROM imported_calls WHERE id = ANY (@ids) AND lease_owner = @claimant AND lease_until IS NOT NULL
        ORDER BY lease_losses, started_at DESC
        """;

    /// <summary>Gives back calls of a claim whose answer never arrived; nobody has begun with them.</summary>
    public const string Return =
        """
        UPDATE imported_calls SET status = 'pending', lease_owner = NULL, lease_until = NULL, updated_at = now(),
            due_at = CASE WHEN lease_losses > 0 THEN now() END
        WHERE status IN ('downloading', 'transcribing', 'processing') AND lease_owner = @claimant
        """;
}
