using Npgsql;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>All rows of all tables as text, as a dump would hold them; bytes come as hex.</summary>
internal static class DatabaseText
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var tables = new List<string>();
        await using (var command = database.CreateCommand(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var table in tables)
        {
            using var rows = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT", cancellationToken);
            texts.Add(table, await rows.ReadToEndAsync(cancellationToken));
        }

        return texts;
    }
}
