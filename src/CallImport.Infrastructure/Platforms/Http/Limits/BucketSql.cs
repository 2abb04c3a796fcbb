using CallImport.Infrastructure.Credentials;

namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>
/// The limiter's statements. <c>next_at</c> is the moment the next request would be due if all kept their distance; a request may go
/// (burst − 1) distances earlier. What a running import leaves to the customer's other tools lengthens the distance and shortens the day's quota.
/// </summary>
internal static class BucketSql
{
    /// <summary>
    /// Whether the access token that a request carries is still the one to use. Asked right before it is sent: what waited in line while a token ended
    /// would only be refused, and counted by the vendor. The version is made as <see cref="CredentialOpener.VersionOf"/> makes it.
    /// </summary>
    private const string IsCurrent =
        """
        (@version::text IS NULL OR (coalesce(expires_at > clock_timestamp(), true)
            AND left(encode(sha256(convert_to(encrypted_credentials::text, 'UTF8')), 'hex'), 16) = @version))
        """;

    /// <summary>
    /// Takes the first turn that all buckets allow, and from all of them. Returns the seconds until it, or no row when there is none to be had within the
    /// patience or a bucket is missing. Locks in the order of names, so that requests of different groups never wait for each other in a circle.
    /// </summary>
    public const string Admit =
        $"""
        WITH given AS (
            SELECT 1 - share AS ours
            FROM (SELECT coalesce(max(quota_share_percent_left), 0) / 100.0 AS share FROM import_jobs
                  WHERE credential_id = @credential AND status IN ('pending', 'counting', 'in_progress')) AS jobs
            WHERE EXISTS (SELECT 1 FROM import_credentials
                          WHERE id = @credential AND (status = 'valid' OR (@even_if_invalid AND status = 'invalid')) AND {IsCurrent})),
        held AS MATERIALIZED (
            SELECT limit_group, next_at, blocked_until, interval_factor, day_started_at, used_today FROM rate_limit_buckets
            WHERE credential_id = @credential AND limit_group = ANY (@groups) ORDER BY limit_group FOR UPDATE),
        paced AS (
            SELECT held.*, apart / ours AS distance, burst, floor(per_day * ours) AS quota, date_trunc('day', clock_timestamp(), 'UTC') AS today
            FROM held CROSS JOIN given
            JOIN unnest(@groups, @intervals, @bursts, @quotas) AS pace (limit_group, apart, burst, per_day) USING (limit_group)),
        turn AS (
            SELECT greatest(clock_timestamp(), max(next_at - distance * interval_factor * (burst - 1))) AS at FROM paced
            HAVING count(*) = cardinality(@groups)
                AND bool_and(coalesce(blocked_until <= clock_timestamp(), true) AND (day_started_at < today OR used_today < quota)))
        UPDATE rate_limit_buckets AS bucket SET
            next_at = greatest(bucket.next_at, turn.at) + paced.distance * greatest(1, bucket.interval_factor - 0.05),
            interval_factor = greatest(1, bucket.interval_factor - 0.05),
            used_today = CASE WHEN bucket.day_started_at < paced.today THEN 1 ELSE bucket.used_today + 1 END,
            day_started_at = greatest(bucket.day_started_at, paced.today)
        FROM paced, turn
        WHERE bucket.credential_id = @credential AND bucket.limit_group = paced.limit_group AND turn.at <= clock_timestamp() + @patience
        RETURNING extract(epoch FROM turn.at - clock_timestamp())::double precision
        """;

    public const string Make =
        """
        INSERT INTO rate_limit_buckets (credential_id, limit_group, next_at, interval_factor, day_started_at, used_today)
        SELECT @credential, limit_group, clock_timestamp(), 1, date_trunc('day', clock_timestamp(), 'UTC'), 0
        FROM unnest(@groups) AS limit_group ORDER BY limit_group
        ON CONFLICT (credential_id, limit_group) DO NOTHING
        """;

    /// <summary>Takes over what was used before the credential was saved.</summary>
    public const string Continue =
        """
        INSERT INTO rate_limit_buckets AS bucket (credential_id, limit_group, next_at, interval_factor, day_started_at, used_today)
        SELECT @credential, limit_group, clock_timestamp() + used, 1, date_trunc('day', clock_timestamp(), 'UTC'), 0
        FROM unnest(@groups, @used) AS before (limit_group, used) ORDER BY limit_group
        ON CONFLICT (credential_id, limit_group) DO UPDATE SET next_at = greatest(bucket.next_at, excluded.next_at)
        """;

    /// <summary>
    /// One row while the credential exists: status, reason, seconds blocked, quota used, seconds to tomorrow, seconds to a turn, whether a bucket is missing,
    /// and whether the token is current.
    /// </summary>
    public const string State =
        $"""
        SELECT credential.status, credential.invalid_reason,
            coalesce(extract(epoch FROM max(bucket.blocked_until) - clock_timestamp()), 0)::double precision,
            coalesce(bool_or(bucket.day_started_at >= date_trunc('day', clock_timestamp(), 'UTC') AND bucket.used_today >= floor(pace.per_day * (1 - share))), false),
            extract(epoch FROM date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day' - clock_timestamp())::double precision,
            coalesce(extract(epoch FROM max(bucket.next_at
                - pace.apart / (1 - share) * bucket.interval_factor * (pace.burst - 1)) - clock_timestamp()), 0)::double precision,
            count(bucket.credential_id) < count(*),
            {IsCurrent}
        FROM import_credentials AS credential
        CROSS JOIN unnest(@groups, @intervals, @bursts, @quotas) AS pace (limit_group, apart, burst, per_day)
        LEFT JOIN rate_limit_buckets AS bucket ON bucket.credential_id = credential.id AND bucket.limit_group = pace.limit_group
        CROSS JOIN LATERAL (
            SELECT coalesce(max(quota_share_percent_left), 0) / 100.0 AS share FROM import_jobs
            WHERE credential_id = credential.id AND status IN ('pending', 'counting', 'in_progress')) AS jobs
        WHERE credential.id = @credential
        GROUP BY credential.id
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

    /// <summary>No row: it is not blocked.</summary>
    public const string BlockedFor =
        """
        SELECT extract(epoch FROM blocked_until - clock_timestamp())::double precision FROM rate_limit_buckets
        WHERE credential_id = @credential AND limit_group = @group AND blocked_until > clock_timestamp()
        """;
}
