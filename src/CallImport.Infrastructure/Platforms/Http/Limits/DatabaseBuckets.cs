using Npgsql;

namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>
/// One row per credential and vendor limit, one statement per request: the row lock orders the nodes, the database's clock decides (GCRA).
/// Requests to vendors are few a second, so a round trip for each is cheap, and no node ever holds permits that a 429 elsewhere made void.
/// </summary>
internal sealed class DatabaseBuckets(NpgsqlDataSource dataSource) : IBucketStore
{
    public async Task<Admission> AdmitAsync(BucketKey key, Pace pace, CancellationToken cancellationToken)
    {
        await using (var command = Command(BucketSql.Admit, key, pace))
        {
            if (await command.ExecuteScalarAsync(cancellationToken) is double wait)
            {
                return new Admitted(TimeSpan.FromSeconds(Math.Max(0, wait)));
            }
        }

        return await WhyNotAsync(key, pace, cancellationToken);
    }

    public async Task<Admission?> RecheckAsync(BucketKey key, CancellationToken cancellationToken)
    {
        await using var command = Command(BucketSql.State, key, new Pace(TimeSpan.Zero, 1, null));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Lock(reader, key) : new Locked(null);
    }

    public async Task BlockAsync(BucketKey key, TimeSpan duration, bool slowDown, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(BucketSql.Block);
        command.Parameters.AddWithValue("credential", key.Account);
        command.Parameters.AddWithValue("group", key.Group);
        command.Parameters.AddWithValue("duration", duration);
        command.Parameters.AddWithValue("slow_down", slowDown);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> BlockedUntilAsync(Guid[] credentialIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(BucketSql.BlockedUntil);
        command.Parameters.AddWithValue("credentials", credentialIds);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var blocked = new Dictionary<Guid, DateTimeOffset>();
        while (await reader.ReadAsync(cancellationToken))
        {
            blocked.Add(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1));
        }

        return blocked;
    }

    private async Task<Admission> WhyNotAsync(BucketKey key, Pace pace, CancellationToken cancellationToken)
    {
        await using var command = Command(BucketSql.State, key, pace);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return new Locked(null);
        }

        if (Lock(reader, key) is { } reason)
        {
            return reason;
        }

        return reader.GetBoolean(3)
            ? new QuotaUsed(Seconds(reader.GetDouble(4)))
            : new Crowded(Seconds(reader.GetDouble(5)) - Pace.Patience);
    }

    private static Admission? Lock(NpgsqlDataReader reader, BucketKey key)
    {
        if (reader.GetString(0) != "valid" && !key.EvenIfInvalid)
        {
            return new Locked(reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        return reader.GetDouble(2) is > 0 and var blocked ? new Blocked(Seconds(blocked)) : null;
    }

    private NpgsqlCommand Command(string sql, BucketKey key, Pace pace)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("credential", key.Account);
        command.Parameters.AddWithValue("group", key.Group);
        command.Parameters.AddWithValue("even_if_invalid", key.EvenIfInvalid);
        command.Parameters.AddWithValue("interval", pace.Interval);
        command.Parameters.AddWithValue("burst", pace.Burst);
        command.Parameters.AddWithValue("per_day", pace.PerDay ?? int.MaxValue);
        command.Parameters.AddWithValue("patience", Pace.Patience);
        return command;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Max(0.05, seconds));
}
