using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Queue.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <param name="Stage">Where it stands.</param>
internal readonly record struct HeldCall(Guid Id, long Epoch, ImportedCallStatus Stage);

/// <param name="Calls">Those that are still this node's. By epoch: a call that this node lost and claimed anew is here twice, and the first of them is over.</param>
/// <param name="Slots">Downloads at once per credential, as they are now.</param>
/// <param name="LeaseEndsAt">Local monotonic moment.</param>
internal sealed record KeptLeases(IReadOnlySet<(Guid Id, long Epoch)> Calls, IReadOnlyDictionary<Guid, int> Slots, long LeaseEndsAt);

/// <summary>Renews everything this node holds, and takes back what silent nodes held.</summary>
internal sealed class KeepLeases(
    NpgsqlDataSource database, WorkerNode node, SilentSessions silent, IOptions<ImportOptions> options, TimeProvider clock)
{
    /// <summary>Several tries have to fit into a lease.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<KeptLeases> RenewAsync(
        IReadOnlyCollection<HeldCall> held, IReadOnlyCollection<Guid> credentials, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        var kept = await RenewCallsAsync(held, cancellationToken);
        await using var batch = database.CreateBatch();
        batch.Timeout = (int)Patience.TotalSeconds;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql.Lock));
        var giveBack = new NpgsqlBatchCommand(LeaseSql.ReturnSlots);
        giveBack.Parameters.AddWithValue("node", node.Id);
        giveBack.Parameters.AddWithValue("credentials", credentials.ToArray());
        batch.BatchCommands.Add(giveBack);
        var keep = new NpgsqlBatchCommand(LeaseSql.KeepSlots);
        keep.Parameters.AddWithValue("lease", options.Value.Lease);
        keep.Parameters.AddWithValue("node", node.Id);
        keep.Parameters.AddWithValue("workers", options.Value.WorkerConcurrency);
        batch.BatchCommands.Add(keep);

        // The statement that gives back returns no rows and therefore no result of its own.
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var slots = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            slots[reader.GetGuid(0)] = reader.GetInt32(1);
        }

        return new KeptLeases(kept, slots, asked + (long)(options.Value.Lease.TotalSeconds * clock.TimestampFrequency));
    }

    /// <summary>Takes back what silent nodes held, and at once what dead ones did.</summary>
    /// <returns>how many calls were taken back</returns>
    public async Task<int> RescueAsync(CancellationToken cancellationToken)
    {
        await silent.EndAsync(cancellationToken);
        var (dead, someRanOut) = await LookAsync(cancellationToken);
        if (dead.Length > 0)
        {
            await using var bury = database.CreateCommand(LeaseSql.Bury);
            bury.Parameters.AddWithValue("dead", dead);
            await bury.ExecuteNonQueryAsync(cancellationToken);
        }

        if (dead.Length == 0 && !someRanOut)
        {
            return 0;
        }

        await using var command = database.CreateCommand(LeaseSql.Rescue);
        command.Parameters.AddWithValue("dead", dead);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Apart from what needs the lock of claims: a long message that breaks off in the middle must not hold it.</summary>
    private async Task<HashSet<(Guid Id, long Epoch)>> RenewCallsAsync(IReadOnlyCollection<HeldCall> held, CancellationToken cancellationToken)
    {
        await using var renew = database.CreateCommand(LeaseSql.Renew);
        renew.CommandTimeout = (int)Patience.TotalSeconds;
        renew.Parameters.AddWithValue("lease", options.Value.Lease);
        renew.Parameters.AddWithValue("ids", held.Select(call => call.Id).ToArray());
        renew.Parameters.AddWithValue("epochs", held.Select(call => call.Epoch).ToArray());
        renew.Parameters.AddWithValue("stages", held.Select(call => Slug.Of(call.Stage)).ToArray());
        await using var reader = await renew.ExecuteReaderAsync(cancellationToken);
        var kept = new HashSet<(Guid Id, long Epoch)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            kept.Add((reader.GetGuid(0), reader.GetInt64(1)));
        }

        return kept;
    }

    private async Task<(string[] Dead, bool SomeRanOut)> LookAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(LeaseSql.Holders);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var dead = new List<string>();
        var someRanOut = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            someRanOut |= reader.GetBoolean(1);
            if (reader.GetString(0) is var owner && WorkerNode.IsDead(owner))
            {
                dead.Add(owner);
            }
        }

        return ([.. dead], someRanOut);
    }
}
