using Npgsql;

namespace CallImport.Infrastructure.Verification;

/// <summary>What the database alone can tell. Each rule is one statement and therefore one moment, whatever is going on around it.</summary>
internal sealed class RowChecks(NpgsqlDataSource database)
{
    private static readonly (string What, string Sql)[] Looked =
    [
        ("jobs", "SELECT count(*) FROM import_jobs"),
        ("calls", "SELECT count(*) FROM imported_calls"),
        ("engagements", "SELECT count(*) FROM engagements"),
        ("transcripts", "SELECT count(*) FROM transcripts"),
    ];

    public async Task RunAsync(VerificationReport report, CancellationToken cancellationToken)
    {
        foreach (var (what, sql) in Looked)
        {
            await using var command = Patient(sql);
            report.Look(what, (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L));
        }

        foreach (var (kind, sql) in RowRules.All)
        {
            await using var command = Patient(sql);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                report.Add(new Disagreement(kind, reader.GetString(0), reader.GetString(1)));
            }
        }
    }

    /// <summary>A whole table of a million rows takes longer than any request of the product may.</summary>
    private NpgsqlCommand Patient(string sql)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        return command;
    }
}
