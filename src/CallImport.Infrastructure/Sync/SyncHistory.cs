using CallImport.Domain.Sync;
using CallImport.Infrastructure.Imports;
using Npgsql;

namespace CallImport.Infrastructure.Sync;

/// <summary>What imports of a credential have covered so far, by hand or by sync.</summary>
internal sealed class SyncHistory(NpgsqlDataSource database)
{
    public async Task<SyncCoverage> CoverageAsync(Guid workspaceId, Guid credentialId, CancellationToken cancellationToken)
    {
        await using var command = Of(SyncSql.Listed, workspaceId, credentialId);
        command.Parameters.AddWithValue("beginning", ImportWindow.Beginning);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var listed = new List<TimeSpanOfCalls>();
        while (await reader.ReadAsync(cancellationToken))
        {
            listed.Add(new TimeSpanOfCalls(await MomentAsync(reader, 0, cancellationToken), await MomentAsync(reader, 1, cancellationToken)));
        }

        return new SyncCoverage(listed);
    }

    public async Task<DateTimeOffset?> OldestFailedAsync(Guid workspaceId, Guid credentialId, CancellationToken cancellationToken)
    {
        await using var command = Of(SyncSql.OldestFailed, workspaceId, credentialId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !reader.IsDBNull(0) ? await MomentAsync(reader, 0, cancellationToken) : null;
    }

    private NpgsqlCommand Of(string sql, Guid workspaceId, Guid credentialId)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("workspace", workspaceId);
        command.Parameters.AddWithValue("credential", credentialId);
        return command;
    }

    private static Task<DateTimeOffset> MomentAsync(NpgsqlDataReader reader, int column, CancellationToken cancellationToken) =>
        reader.GetFieldValueAsync<DateTimeOffset>(column, cancellationToken);
}
