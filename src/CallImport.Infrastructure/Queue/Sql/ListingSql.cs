namespace CallImport.Infrastructure.Queue.Sql;

/// <summary>The listing of a job: who does it, how far it has come, and what it found. Every write is fenced by the epoch of the lease.</summary>
internal static class ListingSql
{
    /// <summary>Takes the listing of a job whose turn it is. The end of an open window is frozen by the first to come.</summary>
    public const string Take =
        """
        UPDATE import_jobs job SET lease_owner = @node, lease_epoch = lease_epoch + 1, lease_until = clock_timestamp() + @lease,
            status = CASE status WHEN 'pending' THEN 'counting' ELSE status END, started_at = coalesce(started_at, now()),
            date_range_end = coalesce(date_range_end, now()), waiting_until = NULL, waiting_reason = NULL, updated_at = now()
        WHERE id = @job AND status IN ('pending', 'counting', 'in_progress') AND listing_sealed_at IS NULL AND paused_at IS NULL
            AND coalesce(lease_until < now(), true) AND coalesce(waiting_until <= now(), true)
            AND found_calls - processed_calls - failed_calls < @deep AND platform = ANY (@platforms)
            AND EXISTS (SELECT 1 FROM import_credentials credential WHERE credential.id = job.credential_id AND credential.status = 'valid')
        RETURNING *
        """;

    public const string Renew =
        """
        UPDATE import_jobs SET lease_until = clock_timestamp() + @lease
        WHERE id = @job AND lease_epoch = @epoch AND status IN ('counting', 'in_progress') AND paused_at IS NULL
        """;

    public const string Release = "UPDATE import_jobs SET lease_owner = NULL, lease_until = NULL WHERE id = @job AND lease_epoch = @epoch";

    public const string Counted =
        """
        UPDATE import_jobs SET status = 'in_progress', source_calls = @count, total_calls = @count, updated_at = now()
        WHERE id = @job AND lease_epoch = @epoch AND status = 'counting'
        """;

    /// <summary>Lets the listing wait without holding anybody: for a limit, a login, a source that is down.</summary>
    public const string Park =
        """
        UPDATE import_jobs SET lease_owner = NULL, lease_until = NULL, waiting_until = now() + @wait, waiting_reason = @reason, waiting_is_outage = @errors > 0,
            listing_errors = listing_errors + @errors, error_count = error_count + @errors,
            last_error = CASE WHEN @errors > 0 THEN @reason ELSE last_error END, updated_at = now()
        WHERE id = @job AND lease_epoch = @epoch AND status IN ('counting', 'in_progress')
        """;

    /// <summary>Gives the listing up. Calls found until then are still brought; the job fails when they are done.</summary>
    public const string GiveUp =
        """
        UPDATE import_jobs SET status = 'in_progress', lease_owner = NULL, lease_until = NULL, listing_cursor = NULL, listing_sealed_at = now(),
            listing_error = @reason, last_error = @reason, error_count = error_count + 1, total_calls = found_calls,
            waiting_until = NULL, waiting_reason = NULL, updated_at = now()
        WHERE id = @job AND lease_epoch = @epoch AND status IN ('counting', 'in_progress')
        """;

    /// <summary>Goes on by date after a cursor has died.</summary>
    public const string Restart =
        """
        UPDATE import_jobs SET listing_cursor = NULL, listing_pass = listing_pass + 1, listing_window_start = @from, listing_window_end = @to, updated_at = now()
        WHERE id = @job AND lease_epoch = @epoch AND status = 'in_progress'
        """;
}
