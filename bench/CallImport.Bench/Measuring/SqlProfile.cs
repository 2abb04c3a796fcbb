using Npgsql;

namespace CallImport.Bench.Measuring;

/// <summary>What the database was asked, by its own count (pg_stat_statements).</summary>
internal sealed record SqlProfile(IReadOnlyList<SqlCost> Statements)
{
    public long Calls => Statements.Sum(statement => statement.Calls);

    public double Seconds => Statements.Sum(statement => statement.Milliseconds) / 1000;

    /// <summary>Messages that were sent to get work: the claim, and the reading of what it took.</summary>
    public long ClaimRoundTrips => Statements.Where(statement => statement.IsClaim).Sum(statement => statement.Calls);

    public static async Task ResetAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT pg_stat_statements_reset()");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<SqlProfile> ReadAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT query, calls, total_exec_time, max_exec_time, rows FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%bench:%' ORDER BY total_exec_time DESC
            """;
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var statements = new List<SqlCost>();
        while (await reader.ReadAsync(cancellationToken))
        {
            statements.Add(new SqlCost(reader.GetString(0), reader.GetInt64(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetInt64(4)));
        }

        return new SqlProfile(statements);
    }
}

internal sealed record SqlCost(string Text, long Calls, double Milliseconds, double LongestMs, long Rows)
{
    public bool IsClaim => Text.Contains("lease_epoch = lease_epoch + $", StringComparison.Ordinal) && Text.Contains("SKIP LOCKED", StringComparison.Ordinal)
        || Text.Contains("lease_owner = $", StringComparison.Ordinal) && Text.Contains("download_token, staged_recording", StringComparison.Ordinal);

    /// <summary>Its beginning, in one line.</summary>
    public string Short => string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var line && line.Length > 110 ? line[..110] : line;
}
