using System.Security.Cryptography;
using Npgsql;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>
/// Compares the source's truth with database and storage: nothing lost, nothing twice, every byte as served, no rubbish, counters equal to rows.
/// </summary>
internal sealed class LedgerCheck(IReadOnlyDictionary<string, SourceTruth> truth, string connectionString, string storageRoot)
{
    /// <param name="debris">Files that a killed process may leave until housekeeping finds them.</param>
    /// <returns>Every difference, in words; empty when all agree.</returns>
    public async Task<IReadOnlyList<string>> FindDifferencesAsync(Guid jobId, int debris, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var differences = new List<string>();
        var stored = await EngagementsAsync(database, differences, cancellationToken);

        differences.AddRange(truth.Keys.Except(stored.Keys).Select(id => $"lost: {id}"));
        differences.AddRange(stored.Keys.Except(truth.Keys).Select(id => $"not at the source: {id}"));
        foreach (var (id, engagement) in stored)
        {
            if (truth.TryGetValue(id, out var source))
            {
                differences.AddRange(Compare(source, engagement));
            }
        }

        differences.AddRange(Rubbish(stored.Values.Select(engagement => engagement.Key)).Skip(debris));
        await CountersAsync(database, jobId, differences, cancellationToken);
        return differences;
    }

    private static async Task<Dictionary<string, StoredCall>> EngagementsAsync(
        NpgsqlDataSource database, List<string> differences, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT e.source_call_id, e.title, e.recording_key, e.recording_bytes, e.recording_sha256, t.text
            FROM engagements e LEFT JOIN transcripts t ON t.engagement_id = e.id
            """;
        var stored = new Dictionary<string, StoredCall>(StringComparer.Ordinal);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetString(0);
            var call = new StoredCall(id, Text(1), Text(2), await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetInt64(3), Text(4), Text(5));
            if (!stored.TryAdd(id, call))
            {
                differences.Add($"twice: {id}");
            }
        }

        return stored;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private IEnumerable<string> Compare(SourceTruth source, StoredCall stored)
    {
        if (source.Title != stored.Title)
        {
            yield return $"title of {stored.Id}: {stored.Title}";
        }

        if (Words(source.Transcript) != Words(stored.Transcript))
        {
            yield return $"transcript of {stored.Id} differs";
        }

        if (!source.HasRecording)
        {
            yield break;
        }

        if (stored.Key is null || !File.Exists(Path.Combine(storageRoot, stored.Key)))
        {
            yield return $"no recording of {stored.Id}";
            yield break;
        }

        var content = File.ReadAllBytes(Path.Combine(storageRoot, stored.Key));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (hash != source.RecordingSha256 || hash != stored.Sha256 || content.LongLength != source.RecordingBytes || content.LongLength != stored.Bytes)
        {
            yield return $"recording of {stored.Id} is not what the source serves ({content.LongLength} of {source.RecordingBytes} bytes)";
        }
    }

    private IEnumerable<string> Rubbish(IEnumerable<string?> keys)
    {
        var known = keys.OfType<string>().ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(storageRoot, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(storageRoot, file).Replace('\\', '/'))
            .Where(key => !known.Contains(key))
            .Select(key => $"rubbish in the store: {key}");
    }

    private static async Task CountersAsync(
        NpgsqlDataSource database, Guid jobId, List<string> differences, CancellationToken cancellationToken)
    {
        const string sql = """
            SELECT j.status, j.total_calls, j.processed_calls, j.failed_calls,
                   (SELECT count(*) FROM imported_calls c WHERE c.import_job_id = j.id AND c.status = 'completed'),
                   (SELECT count(*) FROM imported_calls c WHERE c.import_job_id = j.id AND c.status = 'failed'),
                   (SELECT count(*) FROM imported_calls c WHERE c.import_job_id = j.id AND c.status NOT IN ('completed', 'failed', 'cancelled'))
            FROM import_jobs j WHERE j.id = $1
            """;
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue(jobId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (status, total, processed, failed) = (reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3));
        var (completedRows, failedRows, openRows) = (reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6));
        if (status == "completed" && (openRows != 0 || total != processed + failed))
        {
            differences.Add($"completed with {openRows} open rows, total {total}, processed {processed}, failed {failed}");
        }

        if (processed != completedRows || failed != failedRows)
        {
            differences.Add($"counters {processed}/{failed} but rows {completedRows}/{failedRows}");
        }
    }

    private static string Words(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record StoredCall(string Id, string? Title, string? Key, long? Bytes, string? Sha256, string? Transcript);
}
