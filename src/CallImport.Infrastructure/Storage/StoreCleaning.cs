using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CallImport.Infrastructure.Storage;

/// <summary>
/// Finds objects that no row points to. Only old ones: a recording is moved to its place shortly before the row that points to it is committed,
/// and a transfer in progress keeps its file young.
/// </summary>
public sealed partial class StoreCleaning(IRecordingStore store, NpgsqlDataSource database, TimeProvider clock, ILogger<StoreCleaning> logger)
{
    private const int Lot = 500;

    /// <summary>Looking through everything that is stored takes at most one part in so many of the time: how much is stored must not matter.</summary>
    private const int ShareOfTime = 100;

    private const string Unknown =
        """
        SELECT key FROM unnest(@keys, @calls, @epochs) AS stored (key, call_id, epoch)
        WHERE NOT EXISTS (SELECT 1 FROM engagements WHERE recording_key = stored.key)
            AND NOT EXISTS (SELECT 1 FROM imported_calls call WHERE stored.call_id IS NOT NULL AND call.id = stored.call_id
                AND (call.staged_recording ->> 'key' = stored.key OR call.lease_epoch = stored.epoch AND call.status IN ('downloading', 'transcribing', 'processing')))
        """;

    private static readonly TimeSpan OldEnough = TimeSpan.FromMinutes(5);

    private (long At, TimeSpan Took)? lastPass;

    /// <summary>Always in the staging area; in the final places as often as their number allows, and by a new process at once.</summary>
    /// <returns>how many were removed</returns>
    public async Task<int> RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(staged: true, cancellationToken);
        if (lastPass is not { } last || clock.GetElapsedTime(last.At) >= last.Took * ShareOfTime)
        {
            var began = clock.GetTimestamp();
            removed += await RemoveAsync(staged: false, cancellationToken);
            lastPass = (clock.GetTimestamp(), clock.GetElapsedTime(began));
        }

        if (removed > 0)
        {
            Log.Removed(logger, removed);
        }

        return removed;
    }

    /// <summary>Keys of objects that no row points to and no worker is busy with.</summary>
    /// <param name="age">Younger ones are left out.</param>
    public IAsyncEnumerable<string> FindOrphansAsync(TimeSpan age, CancellationToken cancellationToken) =>
        FindAsync(staged: true, age, cancellationToken).Concat(FindAsync(staged: false, age, cancellationToken));

    /// <summary>
    /// Idempotency keys hold for 24 hours, announcements for 30 days: nothing that old is believed again. What a run of a sync found to be here already is told
    /// call by call for a day; each run lists some weeks anew, and the number is what is left to know.
    /// </summary>
    public async Task ForgetKeysAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            DELETE FROM idempotency_records WHERE created_at < now() - interval '24 hours';
            DELETE FROM webhook_events WHERE received_at < now() - interval '30 days';
            DELETE FROM call_skips WHERE import_job_id IN (
                SELECT id FROM import_jobs WHERE job_type = 'sync' AND completed_at BETWEEN now() - interval '9 days' AND now() - interval '1 day')
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<int> RemoveAsync(bool staged, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var lot in FindAsync(staged, OldEnough, cancellationToken).Chunk(Lot).WithCancellation(cancellationToken))
        {
            await store.DeleteAllAsync(lot, cancellationToken);
            removed += lot.Length;
        }

        return removed;
    }

    private async IAsyncEnumerable<string> FindAsync(bool staged, TimeSpan age, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var old = store.ListAsync(staged, cancellationToken).Where(stored => clock.GetUtcNow() - stored.ModifiedAt >= age).Select(stored => stored.Key);
        await foreach (var lot in old.Chunk(Lot).WithCancellation(cancellationToken))
        {
            foreach (var orphan in await UnknownAsync(lot, cancellationToken))
            {
                yield return orphan;
            }
        }
    }

    private async Task<List<string>> UnknownAsync(string[] keys, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Unknown);
        var owners = keys.Select(RecordingKeys.OwnerOf).ToArray();
        command.Parameters.AddWithValue("keys", keys);
        command.Parameters.AddWithValue("calls", owners.Select(owner => owner?.CallId).ToArray());
        command.Parameters.AddWithValue("epochs", owners.Select(owner => owner?.Epoch).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var unknown = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            unknown.Add(reader.GetString(0));
        }

        return unknown;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} objects that belonged to nothing")]
        public static partial void Removed(ILogger logger, int count);
    }
}
