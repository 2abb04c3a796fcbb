namespace CallImport.Infrastructure.Queue.Sql;

/// <summary>
/// Leases: kept alive by whoever works, taken back by whoever looks. The database's clock decides. Who knows ids asks for a lease
/// (<c>lease_until IS NOT NULL</c>, which a constraint keeps equal to the three statuses in work): asked for the statuses, the planner at times reads the index of
/// all leases, with the dead entries of every call that has had one lately.
/// </summary>
internal static class LeaseSql
{
    /// <summary>Returns the calls that are still this node's, and notes where they stand. Rows are locked in order of id, as all writers of several rows do.</summary>
    public const string Renew =
        """
        UPDATE imported_calls held SET lease_until = clock_timestamp() + @lease, status = mine.stage
        FROM (
            SELECT call.id, mine.stage FROM imported_calls call
            JOIN unnest(@ids, @epochs, @stages) AS mine (id, epoch, stage) ON mine.id = call.id AND mine.epoch = call.lease_epoch
            WHERE call.lease_until IS NOT NULL ORDER BY call.id FOR UPDATE OF call) mine
        WHERE held.id = mine.id RETURNING held.id, held.lease_epoch
        """;

    /// <summary>Gives back slots of credentials that are not worked on any more.</summary>
    public const string ReturnSlots = "DELETE FROM download_slots WHERE (node = @node AND credential_id <> ALL (@credentials)) OR lease_until < now() - interval '1 hour'";

    /// <summary>Keeps the slots, less what an operator has taken away. Runs under the lock of claims.</summary>
    public const string KeepSlots =
        """
        UPDATE download_slots mine SET lease_until = clock_timestamp() + @lease,
            slots = least(@workers, greatest(0, allowed.slots))
        FROM (
            SELECT kept.credential_id, coalesce(capability.rate_limit_concurrent_downloads, @workers) - CASE
                WHEN capability.rate_limit_concurrent_downloads IS NULL THEN 0
                ELSE (SELECT coalesce(sum(held.slots), 0) FROM download_slots held
                    WHERE held.credential_id = kept.credential_id AND held.node <> @node AND held.lease_until > now()) END AS slots
            FROM download_slots kept
            JOIN import_credentials credential ON credential.id = kept.credential_id
            LEFT JOIN platform_capabilities capability ON capability.platform = credential.platform
            WHERE kept.node = @node) allowed
        WHERE mine.node = @node AND mine.credential_id = allowed.credential_id
        RETURNING mine.credential_id, mine.slots
        """;

    /// <summary>Whoever holds something, and whether a lease of theirs has run out.</summary>
    public const string Holders =
        """
        SELECT owner, bool_or(lease_until < now()) FROM (
            SELECT lease_owner AS owner, lease_until FROM imported_calls WHERE status IN ('downloading', 'transcribing', 'processing')
            UNION ALL SELECT lease_owner, now() FROM import_jobs WHERE status IN ('pending', 'counting', 'in_progress') AND lease_until > now()
            UNION ALL SELECT node, now() FROM download_slots WHERE lease_until > now()) held
        WHERE owner IS NOT NULL GROUP BY owner
        """;

    /// <summary>
    /// Returns calls of silent workers to the queue, some at a time. After a start of the database those who live get the chance to renew first: an outage is no
    /// call's fault.
    /// </summary>
    public const string Rescue =
        """
        UPDATE imported_calls SET status = 'pending', lease_owner = NULL, lease_until = NULL, lease_losses = lease_losses + 1, due_at = now(), updated_at = now()
        WHERE id IN (
            SELECT id FROM imported_calls WHERE status IN ('downloading', 'transcribing', 'processing') AND
                (lease_owner = ANY (@dead) OR lease_until < now() AND pg_postmaster_start_time() < now() - interval '10 seconds')
            ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED)
        """;

    /// <summary>What the dead kept from others: listings and download slots.</summary>
    public const string Bury =
        """
        WITH slots AS (DELETE FROM download_slots WHERE node = ANY (@dead))
        UPDATE import_jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = ANY (@dead)
        """;
}
