using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>
/// One row per credential and limit, one statement per request: the row locks order the nodes, the database's clock decides (GCRA).
/// Requests to vendors are few a second, so a round trip for each is cheap, and no node ever holds permits that a 429 elsewhere made void.
/// </summary>
internal sealed class DatabaseBuckets(NpgsqlDataSource dataSource) : IBucketStore
{
    public async Task<Admission> AdmitAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TakeAsync(account, groups, cancellationToken) is { } admitted)
            {
                return admitted;
            }

            if (await WhyNotAsync(account, groups, cancellationToken) is { } refused)
            {
                return refused;
            }

            await MakeAsync(account, groups, cancellationToken);
        }
    }

    public async Task<Admission?> RecheckAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        await using var command = Command(BucketSql.State, account, groups);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Refusal(reader, account) : new Locked(null);
    }

    public async Task BlockAsync(BucketAccount account, string group, TimeSpan duration, bool slowDown, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(BucketSql.Block);
        command.Parameters.AddWithValue("credential", account.Id);
        command.Parameters.AddWithValue("group", group);
        command.Parameters.AddWithValue("duration", duration);
        command.Parameters.AddWithValue("slow_down", slowDown);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>zero when the group is not blocked</returns>
    public async Task<TimeSpan> BlockedForAsync(Guid credentialId, string group, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(BucketSql.BlockedFor);
        command.Parameters.AddWithValue("credential", credentialId);
        command.Parameters.AddWithValue("group", group);
        return await command.ExecuteScalarAsync(cancellationToken) is double seconds ? Seconds(seconds) : TimeSpan.Zero;
    }

    /// <param name="used">For each bucket: time until its next request would be due if all kept their distance.</param>
    public async Task ContinueAsync(Guid account, IReadOnlyDictionary<string, TimeSpan> used, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(BucketSql.Continue);
        command.Parameters.AddWithValue("credential", account);
        command.Parameters.AddWithValue("groups", used.Keys.ToArray());
        command.Parameters.AddWithValue("used", used.Values.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<Admitted?> TakeAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        await using var command = Command(BucketSql.Admit, account, groups);
        return await command.ExecuteScalarAsync(cancellationToken) is double wait ? new Admitted(TimeSpan.FromSeconds(Math.Max(0, wait))) : null;
    }

    /// <returns>null when the only reason is that a bucket was missing, or is no more: another node may have made it, or the turns in front have gone by</returns>
    private async Task<Admission?> WhyNotAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        await using var command = Command(BucketSql.State, account, groups);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return new Locked(null);
        }

        if (Refusal(reader, account) is { } reason)
        {
            return reason;
        }

        var (isMissing, wait) = (reader.GetBoolean(6), Seconds(reader.GetDouble(5)));
        return reader.GetBoolean(3) ? new QuotaUsed(Seconds(reader.GetDouble(4)))
            : isMissing || wait <= Pace.Patience ? null
            : new Crowded(wait - Pace.Patience);
    }

    private async Task MakeAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(BucketSql.Make);
        command.Parameters.AddWithValue("credential", account.Id);
        command.Parameters.AddWithValue("groups", NamesOf(groups));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Admission? Refusal(NpgsqlDataReader reader, BucketAccount account)
    {
        if (reader.GetString(0) != "valid" && !account.EvenIfInvalid)
        {
            return new Locked(reader.IsDBNull(1) ? null : reader.GetString(1));
        }

        return reader.GetDouble(2) is > 0 and var blocked ? new Blocked(Seconds(blocked))
            : reader.GetBoolean(7) ? null
            : new Outdated();
    }

    private NpgsqlCommand Command(string sql, BucketAccount account, IReadOnlyList<PacedGroup> groups)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("credential", account.Id);
        command.Parameters.AddWithValue("groups", NamesOf(groups));
        command.Parameters.AddWithValue("even_if_invalid", account.EvenIfInvalid);
        command.Parameters.AddWithValue("version", NpgsqlDbType.Text, (object?)account.SecretVersion ?? DBNull.Value);
        command.Parameters.AddWithValue("intervals", groups.Select(paced => paced.Pace.Interval).ToArray());
        command.Parameters.AddWithValue("bursts", groups.Select(paced => paced.Pace.Burst).ToArray());
        command.Parameters.AddWithValue("quotas", groups.Select(paced => paced.Pace.PerDay ?? int.MaxValue).ToArray());
        command.Parameters.AddWithValue("patience", Pace.Patience);
        return command;
    }

    private static string[] NamesOf(IReadOnlyList<PacedGroup> groups) => [.. groups.Select(paced => paced.Group)];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Max(0.05, seconds));
}
