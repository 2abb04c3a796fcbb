using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Queue.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <param name="Calls">Those that are still this node's.</param>
/// <param name="Slots">Downloads at once per credential, as they are now.</param>
/// <param name="LeaseEndsAt">Local monotonic moment.</param>
internal sealed record KeptLeases(IReadOnlySet<Guid> Calls, IReadOnlyDictionary<Guid, int> Slots, long LeaseEndsAt);

/// <summary>Renews everything this node holds in one message, and takes back what silent nodes held.</summary>
internal sealed class KeepLeases(NpgsqlDataSource database, WorkerNode node, IOptions<ImportOptions> options, TimeProvider clock)
{
    public async Task<KeptLeases> RenewAsync(
        IReadOnlyCollection<ClaimedCall> calls, IReadOnlyCollection<Guid> credentials, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql.Lock));
        var renew = new NpgsqlBatchCommand(LeaseSql.Renew);
        renew.Parameters.AddWithValue("lease", options.Value.Lease);
        renew.Parameters.AddWithValue("ids", calls.Select(call => call.Id).ToArray());
        renew.Parameters.AddWithValue("epochs", calls.Select(call => call.Epoch).ToArray());
        batch.BatchCommands.Add(renew);
        var giveBack = new NpgsqlBatchCommand(LeaseSql.ReturnSlots);
        giveBack.Parameters.AddWithValue("node", node.Id);
        giveBack.Parameters.AddWithValue("credentials", credentials.ToArray());
        batch.BatchCommands.Add(giveBack);
        var keep = new NpgsqlBatchCommand(LeaseSql.KeepSlots);
        keep.Parameters.AddWithValue("lease", options.Value.Lease);
        keep.Parameters.AddWithValue("node", node.Id);
        keep.Parameters.AddWithValue("workers", options.Value.WorkerConcurrency);
        batch.BatchCommands.Add(keep);

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var kept = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            kept.Add(reader.GetGuid(0));
        }

        // The statement that gives back returns no rows and therefore no result of its own.
        await reader.NextResultAsync(cancellationToken);
        var slots = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            slots[reader.GetGuid(0)] = reader.GetInt32(1);
        }

        return new KeptLeases(kept, slots, asked + (long)(options.Value.Lease.TotalSeconds * clock.TimestampFrequency));
    }

    /// <returns>how many calls were taken back</returns>
    public async Task<int> RescueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(LeaseSql.Rescue);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
