using System.Security.Cryptography;
using CallImport.Infrastructure.Storage;
using Npgsql;

namespace CallImport.Infrastructure.Verification;

/// <summary>Every recording of the library is in the store as it was received, and nothing else is.</summary>
internal sealed class StoreChecks(NpgsqlDataSource database, IRecordingStore store, StoreCleaning cleaning)
{
    public const string Unknown = "nothing points to this object";

    private const int Lot = 500;

    private const string Next =
        """
        SELECT id, recording_key, recording_bytes, recording_sha256 FROM engagements WHERE recording_key IS NOT NULL AND id > @after ORDER BY id LIMIT @lot
        """;

    public async Task RunAsync(VerificationOptions options, VerificationReport report, CancellationToken cancellationToken)
    {
        await OrphansAsync(options.OrphanAge, report, cancellationToken);
        var after = Guid.Empty;
        while (await ReadAsync(after, cancellationToken) is [.., var last] lot)
        {
            after = last.Id;
            report.Look("recordings", lot.Count);
            foreach (var recording in lot)
            {
                if (await FaultOfAsync(recording, options.Rehash, cancellationToken) is { } fault)
                {
                    report.Add(fault);
                }
            }
        }
    }

    private async Task OrphansAsync(TimeSpan age, VerificationReport report, CancellationToken cancellationToken)
    {
        await foreach (var orphan in cleaning.FindOrphansAsync(age, cancellationToken))
        {
            report.Add(new Disagreement(DisagreementKind.Orphan, orphan, Unknown));
        }
    }

    private async Task<List<Recording>> ReadAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Next);
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("lot", Lot);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lot = new List<Recording>(Lot);
        while (await reader.ReadAsync(cancellationToken))
        {
            lot.Add(new Recording(reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3)));
        }

        return lot;
    }

    private async Task<Disagreement?> FaultOfAsync(Recording recording, bool rehash, CancellationToken cancellationToken)
    {
        if (!RecordingKeys.IsOurs(recording.Key))
        {
            return new Disagreement(DisagreementKind.Links, $"{recording.Id}", $"'{recording.Key}' is not the key of a recording");
        }

        if (await store.LengthAsync(recording.Key, cancellationToken) is not { } bytes)
        {
            return new Disagreement(DisagreementKind.Lost, $"{recording.Id}", $"its recording {recording.Key} is not in the store");
        }

        if (bytes != recording.Bytes)
        {
            return new Disagreement(DisagreementKind.Corrupt, $"{recording.Id}", $"{recording.Key} has {bytes} bytes instead of {recording.Bytes}");
        }

        return !rehash || await HashAsync(recording.Key, cancellationToken) == recording.Sha256
            ? null
            : new Disagreement(DisagreementKind.Corrupt, $"{recording.Id}", $"{recording.Key} has another SHA-256 than was received");
    }

    private async Task<string> HashAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenReadAsync(key, cancellationToken);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    private sealed record Recording(Guid Id, string Key, long Bytes, string Sha256);
}
