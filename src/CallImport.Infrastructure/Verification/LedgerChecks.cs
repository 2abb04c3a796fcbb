using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Verification;

/// <summary>Every call of the source is in the library as the source has it, and no other. Ids pass through a temporary table, not through memory.</summary>
internal sealed class LedgerChecks(NpgsqlDataSource database)
{
    private const int Lot = 200;

    /// <summary>A connection of the pool keeps the table of the last time.</summary>
    private const string Keep = "DROP TABLE IF EXISTS pg_temp.ledger; CREATE TEMPORARY TABLE ledger (source_call_id text PRIMARY KEY)";

    /// <summary>Returns those that were not there before.</summary>
    private const string Note = "INSERT INTO ledger SELECT unnest(@ids) ON CONFLICT DO NOTHING RETURNING source_call_id";

    private const string Take =
        """
        SELECT engagement.id, engagement.source_call_id, engagement.title, engagement.recording_bytes, engagement.recording_sha256, transcript.text
        FROM engagements engagement LEFT JOIN transcripts transcript ON transcript.engagement_id = engagement.id
        WHERE engagement.source_call_id = ANY (@ids) AND (@workspace IS NULL OR engagement.workspace_id = @workspace)
        """;

    private const string Strangers =
        """
        SELECT engagement.id::text, engagement.source_call_id FROM engagements engagement
        WHERE (@workspace IS NULL OR engagement.workspace_id = @workspace)
            AND NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.source_call_id = engagement.source_call_id)
        """;

    public async Task RunAsync(IAsyncEnumerable<SourceRecord> ledger, Guid? workspace, VerificationReport report, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var keep = new NpgsqlCommand(Keep, connection))
        {
            await keep.ExecuteNonQueryAsync(cancellationToken);
        }

        await foreach (var lot in ledger.Chunk(Lot).WithCancellation(cancellationToken))
        {
            var truth = await NewAsync(connection, lot, cancellationToken);
            report.Look("source calls", truth.Count);
            if (truth.Count < lot.Length)
            {
                report.Look("source calls named again", lot.Length - truth.Count);
            }

            await CompareAsync(connection, truth, workspace, report, cancellationToken);
        }

        await using var strangers = Command(Strangers, connection, workspace);
        await using var reader = await strangers.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            report.Add(new Disagreement(DisagreementKind.Orphan, reader.GetString(0), $"the source has no call {reader.GetString(1)}"));
        }
    }

    /// <summary>What no line before has named: of a call that the ledger names twice, be it in the same lot or far apart, the first line counts.</summary>
    private static async Task<Dictionary<string, SourceRecord>> NewAsync(NpgsqlConnection connection, SourceRecord[] lot, CancellationToken cancellationToken)
    {
        var named = lot.DistinctBy(record => record.CallId, StringComparer.Ordinal).ToDictionary(record => record.CallId, StringComparer.Ordinal);
        await using var note = new NpgsqlCommand(Note, connection);
        note.Parameters.AddWithValue("ids", named.Keys.ToArray());
        await using var reader = await note.ExecuteReaderAsync(cancellationToken);
        var truth = new Dictionary<string, SourceRecord>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            truth.Add(reader.GetString(0), named[reader.GetString(0)]);
        }

        return truth;
    }

    private static async Task CompareAsync(
        NpgsqlConnection connection, Dictionary<string, SourceRecord> truth, Guid? workspace, VerificationReport report, CancellationToken cancellationToken)
    {
        var missing = new Dictionary<string, SourceRecord>(truth, StringComparer.Ordinal);
        await using var take = Command(Take, connection, workspace);
        take.Parameters.AddWithValue("ids", truth.Keys.ToArray());
        await using var reader = await take.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var stored = new Stored(reader.GetGuid(0), reader.GetString(1), Text(2), await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetInt64(3), Text(4), Text(5));
            missing.Remove(stored.CallId);
            foreach (var difference in Differences(truth[stored.CallId], stored))
            {
                report.Add(difference);
            }
        }

        // A call without recording and words ends as failed, with that as the reason.
        foreach (var id in missing.Values.Where(record => record is not { HasRecording: false, Transcript: "" }).Select(record => record.CallId))
        {
            report.Add(new Disagreement(DisagreementKind.Lost, id, "the source has this call, the library has not"));
        }

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static IEnumerable<Disagreement> Differences(SourceRecord truth, Stored stored)
    {
        if (truth.Title is { } title && title != stored.Title)
        {
            yield return Corrupt($"is called '{stored.Title}'");
        }

        if (truth.Transcript is { } words && Words(words) != Words(stored.Transcript))
        {
            yield return Corrupt("has another transcript");
        }

        if (truth.HasRecording == true && stored.Sha256 is null)
        {
            yield return new Disagreement(DisagreementKind.Lost, $"{stored.Id}", $"{stored.CallId} has no recording");
        }
        else if ((truth.RecordingSha256 is { } hash && stored.Sha256 is not null && hash != stored.Sha256)
            || (truth is { RecordingBytes: { } bytes, HasRecording: not false } && stored.Bytes is not null && bytes != stored.Bytes))
        {
            yield return Corrupt($"has a recording of {stored.Bytes} bytes that the source does not serve");
        }

        Disagreement Corrupt(string text) => new(DisagreementKind.Corrupt, $"{stored.Id}", $"{stored.CallId} {text}");
    }

    private static string Words(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, Guid? workspace)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter("workspace", NpgsqlDbType.Uuid) { Value = (object?)workspace ?? DBNull.Value });
        return command;
    }

    private sealed record Stored(Guid Id, string CallId, string? Title, long? Bytes, string? Sha256, string? Transcript);
}
