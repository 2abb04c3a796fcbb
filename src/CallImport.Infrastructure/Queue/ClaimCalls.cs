using System.Collections.Concurrent;
using System.Globalization;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <param name="Few">Calls that were held at two deaths and may be taken now.</param>
/// <param name="Alone">Calls held at more of them; 1 or 0.</param>
internal readonly record struct SuspectRoom(int Few, int Alone)
{
    public static SuspectRoom Empty { get; } = new(8, 1);
}

/// <summary>Takes calls of one job for this node.</summary>
internal sealed class ClaimCalls(NpgsqlDataSource database, WorkerNode node, PlatformCatalog catalog, IOptions<ImportOptions> options, TimeProvider clock)
{
    /// <summary>Leases lost without a word from which on a call goes with few others, and beyond it alone: it may be what kills the worker.</summary>
    public const int Suspicious = 2;

    /// <summary>
    /// Leases lost from which on it is given up. The last two were lost when it went alone: whoever kills processes at random would have to meet the same call
    /// again and again.
    /// </summary>
    public const int Poisonous = 5;

    /// <summary>Calls taken at once: as many as one request to the vendor may name.</summary>
    private const int Most = 100;

    /// <summary>When many imports compete, small lots keep every one of them moving.</summary>
    private const int Crowded = 16;

    private readonly ConcurrentQueue<string> unanswered = [];
    private long claims;

    /// <param name="busyJobs">Jobs that this node has enough calls of.</param>
    /// <param name="room">For suspicious calls.</param>
    /// <returns>null when there is nothing to do</returns>
    public async Task<ClaimedBatch?> ExecuteAsync(IReadOnlyCollection<Guid> busyJobs, SuspectRoom room, CancellationToken cancellationToken)
    {
        await ReturnUnansweredAsync(cancellationToken);
        var claimant = string.Create(CultureInfo.InvariantCulture, $"{node.Id}#{Interlocked.Increment(ref claims)}");
        try
        {
            return await ClaimAsync(claimant, busyJobs, room, cancellationToken);
        }
        catch (Exception)
        {
            // It may have been committed all the same, and the answer lost.
            unanswered.Enqueue(claimant);
            throw;
        }
    }

    private async Task<ClaimedBatch?> ClaimAsync(string claimant, IReadOnlyCollection<Guid> busyJobs, SuspectRoom room, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql.Lock));
        var claim = new NpgsqlBatchCommand(ClaimSql.Claim);
        claim.Parameters.AddWithValue("node", node.Id);
        claim.Parameters.AddWithValue("claimant", claimant);
        claim.Parameters.AddWithValue("lease", options.Value.Lease);
        claim.Parameters.AddWithValue("workers", options.Value.WorkerConcurrency);
        claim.Parameters.AddWithValue("busy", busyJobs.ToArray());
        claim.Parameters.AddWithValue("platforms", catalog.Importable);
        claim.Parameters.AddWithValue("most", Most);
        claim.Parameters.AddWithValue("crowded", Crowded);
        claim.Parameters.AddWithValue("suspicious", Suspicious);
        claim.Parameters.AddWithValue("few", room.Few);
        claim.Parameters.AddWithValue("alone", room.Alone);
        batch.BatchCommands.Add(claim);

        ClaimedBatch found;
        Guid[] ids;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            found = new ClaimedBatch(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4), reader.GetInt32(5), []);
            ids = reader.GetFieldValue<Guid[]>(6);
        }

        var leaseEndsAt = asked + (long)(options.Value.Lease.TotalSeconds * clock.TimestampFrequency);
        return found with { Calls = await ReadAsync(ids, claimant, leaseEndsAt, cancellationToken) };
    }

    private async Task<List<ClaimedCall>> ReadAsync(Guid[] ids, string claimant, long leaseEndsAt, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ClaimSql.Read);
        command.Parameters.AddWithValue("ids", ids);
        command.Parameters.AddWithValue("claimant", claimant);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var calls = new List<ClaimedCall>(ids.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            calls.Add(new ClaimedCall
            {
                Id = reader.GetGuid(0),
                Epoch = reader.GetInt64(1),
                WorkspaceId = reader.GetGuid(2),
                Platform = reader.GetString(3),
                SourceCallId = reader.GetString(4),
                SourceGroupId = Text(reader, 5),
                Title = Text(reader, 6),
                StartedAt = reader.GetFieldValue<DateTimeOffset>(7),
                DurationSeconds = reader.IsDBNull(8) ? null : reader.GetInt32(8),
                SourceMetadata = reader.GetString(9),
                DownloadToken = Text(reader, 10),
                StagedRecording = Text(reader, 11),
                RetryCount = reader.GetInt32(12),
                NotReadyAnswers = reader.GetInt32(13),
                LeaseLosses = reader.GetInt32(14),
                EngagementId = reader.IsDBNull(15) ? null : reader.GetGuid(15),
                LeaseEndsAt = leaseEndsAt,
            });
        }

        return calls;
    }

    private async Task ReturnUnansweredAsync(CancellationToken cancellationToken)
    {
        while (unanswered.TryPeek(out var claimant))
        {
            await using var command = database.CreateCommand(ClaimSql.Return);
            command.Parameters.AddWithValue("claimant", claimant);
            await command.ExecuteNonQueryAsync(cancellationToken);
            unanswered.TryDequeue(out _);
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
