namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>
/// The limiter's statements. <c>next_at</c> is the moment the next request would be due if all kept their distance; a request may go
/// (burst − 1) distances earlier. What a running import leaves to the customer's other tools lengthens the distance and shortens the day's quota.
/// </summary>
internal static class BucketSql
{
    /// <summary>Returns the seconds until the reserved turn, or no row when there is none to be had within the patience.</summary>
    public const string Admit =
        """
        WITH given AS (
            SELECT @interval::interval / (1 - share) AS distance, floor(@per_day * (1 - share)) AS quota
            FROM (SELECT coalesce(max(quota_share_percent_left), 0) / 100.0 AS share FROM import_jobs
                  WHERE credential_id = @credential AND status IN ('pending', 'counting', 'in_progress')) AS jobs
            WHERE EXISTS (SELECT 1 FROM import_credentials
                          WHERE id = @credential AND (status = 'valid' OR (@even_if_invalid AND status = 'invalid'))))
        INSERT INTO rate_limit_buckets AS bucket (credential_id, limit_group, next_at, interval_factor, day_started_at, used_today)
        SELECT @credential, @group, clock_timestamp() + distance, 1, date_trunc('day', clock_timestamp(), 'UTC'), 1 FROM given
        ON CONFLICT (credential_id, limit_group) DO UPDATE SET
            next_at = greatest(bucket.next_at, clock_timestamp())
                + (SELECT distance FROM given) * greatest(1, bucket.interval_factor - 0.05),
            interval_factor = greatest(1, bucket.interval_factor - 0.05),
            used_today = CASE WHEN bucket.day_started_at < excluded.day_started_at THEN 1 ELSE bucket.used_today + 1 END,
            day_started_at = greatest(bucket.day_started_at, excluded.day_started_at)
        WHERE coalesce(bucket.blocked_until <= clock_timestamp(), true)
            AND (bucket.day_started_at < excluded.day_started_at OR bucket.used_today < (SELECT quota FROM given))
            AND bucket.next_at - (SELECT distance FROM given) * bucket.interval_factor * (@burst - 1) <= clock_timestamp() + @patience
        RETURNING extract(epoch FROM
            bucket.next_at - (SELECT distance FROM given) * bucket.interval_factor * @burst - clock_timestamp())::double precision
        """;

    /// <summary>One row while the credential exists: status, reason, seconds blocked, quota used, seconds to tomorrow, seconds to a turn.</summary>
    public const string State =
        """
        SELECT credential.status, credential.invalid_reason,
            coalesce(extract(epoch FROM bucket.blocked_until - clock_timestamp()), 0)::double precision,
            coalesce(bucket.day_started_at >= date_trunc('day', clock_timestamp(), 'UTC') AND bucket.used_today >= floor(@per_day * (1 - share)), false),
            extract(epoch FROM date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day' - clock_timestamp())::double precision,
            coalesce(extract(epoch FROM bucket.next_at
                - @interval::interval / (1 - share) * bucket.interval_factor * (@burst - 1) - clock_timestamp()), 0)::double precision
        FROM import_credentials AS credential
        LEFT JOIN rate_limit_buckets AS bucket ON bucket.credential_id = credential.id AND bucket.limit_group = @group
        CROSS JOIN LATERAL (
            SELECT coalesce(max(quota_share_percent_left), 0) / 100.0 AS share FROM import_jobs
            WHERE credential_id = credential.id AND status IN ('pending', 'counting', 'in_progress')) AS jobs
        WHERE credential.id = @credential
        """;

    /// <summary>Several 429 of one moment slow down once; a block never becomes shorter.</summary>
    public const string Block =
        """
        INSERT INTO rate_limit_buckets AS bucket
            (credential_id, limit_group, next_at, blocked_until, interval_factor, day_started_at, used_today)
        VALUES (@credential, @group, clock_timestamp(), clock_timestamp() + @duration, CASE WHEN @slow_down THEN 2 ELSE 1 END,
            date_trunc('day', clock_timestamp(), 'UTC'), 1)
        ON CONFLICT (credential_id, limit_group) DO UPDATE SET
            interval_factor = CASE WHEN @slow_down AND coalesce(bucket.blocked_until <= clock_timestamp(), true)
                THEN least(8, bucket.interval_factor * 2) ELSE bucket.interval_factor END,
            blocked_until = greatest(bucket.blocked_until, excluded.blocked_until)
        """;

    public const string BlockedUntil =
        """
        SELECT credential_id, max(blocked_until) FROM rate_limit_buckets
        WHERE credential_id = ANY (@credentials) AND blocked_until > clock_timestamp() GROUP BY credential_id
        """;
}
