using CallImport.Domain.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;

namespace CallImport.Tests.E2E.Imports;

/// <summary>A database that hangs, is cut off or is locked: a pause, and nothing else.</summary>
public sealed class DatabaseTroubleTests(PostgresFixture postgres)
{
    private const int Calls = 600;

    /// <summary>Work goes on so soon after the database is back; what is left of the import then takes a moment on a busy machine.</summary>
    private const int Back = 15;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_that_fall_silent_for_ever_are_given_up_and_work_goes_on()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        await using var wire = WireTo(world);
        var job = await BeginAsync(world);
        wire.Silence();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Token);

        wire.Replace();

        await GoesOnAsync(world, job);
    }

    [Fact]
    public async Task A_database_that_hangs_for_longer_than_a_lease_spends_no_attempt()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        await using var wire = WireTo(world);
        var job = await BeginAsync(world);
        wire.Silence();
        await Task.Delay(TimeSpan.FromSeconds(14), TimeProvider.System, Token);

        wire.Resume();

        await GoesOnAsync(world, job);
        Assert.All(await world.CallsAsync(job.Id, Token), call => Assert.Equal(0, call.RetryCount));
    }

    [Fact]
    public async Task A_node_that_was_cut_off_changes_nothing_when_it_is_back()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var direct = world.Settings;
        await using var wire = WireTo(world);
        var job = await BeginAsync(world);
        wire.Silence();
        world.Settings = direct;
        await world.StartNodeAsync(Token);
        var done = await world.EndAsync(job.Id, Token, 60);
        Assert.Equal((ImportJobStatus.Completed, Calls), (done.Status, done.ProcessedCalls));
        var rows = await world.CallsAsync(job.Id, Token);

        wire.Resume();
        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System, Token);

        Assert.Equal(rows.Select(call => (call.Id, call.LeaseEpoch, call.EngagementId)), (await world.CallsAsync(job.Id, Token)).Select(call => (call.Id, call.LeaseEpoch, call.EngagementId)));
        Assert.Equal(Calls, (await world.JobAsync(job.Id, Token)).ProcessedCalls);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Locked_tables_are_waited_for()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var job = await BeginAsync(world);
        await using (var database = NpgsqlDataSource.Create(world.Settings.ConnectionString))
        await using (var connection = await database.OpenConnectionAsync(Token))
        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            await using var locks = new NpgsqlCommand("LOCK TABLE imported_calls, import_jobs IN ACCESS EXCLUSIVE MODE", connection, transaction);
            await locks.ExecuteNonQueryAsync(Token);
            await Task.Delay(TimeSpan.FromSeconds(14), TimeProvider.System, Token);
        }

        await GoesOnAsync(world, job);
    }

    [Fact]
    public async Task A_node_that_is_asked_to_stop_while_the_database_is_away_stops_in_time()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        await using var wire = WireTo(world);
        var listing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gate = new ManualResetEventSlim();
        world.Source.With(1, EngineWorld.Newest).OnList = (_, _) =>
        {
            listing.TrySetResult();
            gate.Wait(Token);
            return null;
        };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        await world.StartImportAsync(actor, credential, Token);
        await listing.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
        await wire.CutAsync();
        gate.Set();

        await node.StopAsync(Token).WaitAsync(EngineNode.StopsWithin + TimeSpan.FromSeconds(5), TimeProvider.System, Token);
    }

    [Fact]
    public async Task A_node_waits_at_its_start_for_a_lock_that_another_holds_for_long()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        await world.StartNodeAsync(Token);
        await using var database = NpgsqlDataSource.Create(world.Settings.ConnectionString);
        await using var connection = await database.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var hold = new NpgsqlCommand("SELECT count(*) FROM (SELECT 1 FROM qrtz_locks FOR UPDATE) held", connection, transaction);
        Assert.NotEqual(0L, await hold.ExecuteScalarAsync(Token));
        world.Settings = world.Settings with { ConnectionString = new NpgsqlConnectionStringBuilder(world.Settings.ConnectionString) { CommandTimeout = 1 }.ConnectionString };

        var start = world.StartNodeAsync(Token);
        await Task.Delay(TimeSpan.FromSeconds(6), TimeProvider.System, Token);
        Assert.False(start.IsCompleted);
        await transaction.RollbackAsync(Token);

        await start.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
    }

    private static FrailWire WireTo(EngineWorld world)
    {
        var address = new NpgsqlConnectionStringBuilder(world.Settings.ConnectionString);
        var wire = new FrailWire(address.Port);
        address.Port = wire.Port;
        world.Settings = world.Settings with { ConnectionString = address.ConnectionString };
        return wire;
    }

    /// <summary>An import that is well under way.</summary>
    private static async Task<ImportJob> BeginAsync(EngineWorld world)
    {
        world.Source.With(Calls, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(100);
        world.Settings = world.Settings with { Imports = imports => (imports.LeaseSeconds, imports.RetryBaseSeconds, imports.WorkerConcurrency) = (10, 1, 16) };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        return await world.UntilAsync(job.Id, found => found.ProcessedCalls > Calls / 10, Token);
    }

    private static async Task GoesOnAsync(EngineWorld world, ImportJob job)
    {
        var before = (await world.JobAsync(job.Id, Token)).ProcessedCalls;
        await world.UntilAsync(job.Id, found => found.ProcessedCalls > before + 50 || found.Status.IsTerminal(), Token, Back);
        var done = await world.EndAsync(job.Id, Token, 90);
        Assert.Equal((ImportJobStatus.Completed, Calls, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
        await world.MustAgreeAsync(Token);
    }
}
