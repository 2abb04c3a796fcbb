using CallImport.Domain.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Imports;

public sealed class FlatCostTests(PostgresFixture postgres)
{
    private const int Calls = 4000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// The database believes what it is told now and then, and in the first minute of a first import that is "the table is empty". Whatever it plans with that
    /// must not read all the calls there are for every page, claim or lot.
    /// </summary>
    [Fact]
    public async Task A_call_costs_the_database_as_few_rows_among_many_as_among_few()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        await world.RunSqlAsync("ANALYZE; ALTER TABLE imported_calls SET (autovacuum_enabled = false); ALTER TABLE import_jobs SET (autovacuum_enabled = false)", Token);
        world.Source.With(Calls, EngineWorld.Newest);
        world.Source.PageSize = 20;
        await world.StartNodeAsync(Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);

        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token, seconds: 90);
        Assert.Equal((ImportJobStatus.Completed, Calls), (job.Status, job.ProcessedCalls));

        var perCall = await ReadPerCallAsync(world);
        Assert.True(perCall < 80, $"{perCall} rows were read for each call.");
    }

    /// <summary>Sessions tell what they have read when they end.</summary>
    private static async Task<double> ReadPerCallAsync(EngineWorld world)
    {
        await world.CutConnectionsAsync(Token);
        Reads? reads = null;
        await world.WaitAsync(
            async () =>
            {
                await using var database = await world.Databases.CreateDbContextAsync(Token);
                reads = await database.Database.SqlQuery<Reads>(
                    $"SELECT n_tup_ins AS written, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) AS read FROM pg_stat_user_tables WHERE relname = 'imported_calls'")
                    .SingleAsync(Token);
                return reads.Written >= Calls;
            },
            Token);
        return (double)reads!.Read / Calls;
    }

    private sealed record Reads(long Written, long Read);
}
