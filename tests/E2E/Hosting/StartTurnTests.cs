using CallImport.Infrastructure.Data;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallImport.Tests.E2E.Hosting;

public sealed class StartTurnTests(PostgresFixture postgres)
{
    private const string LastWord = "SELECT max(state_change) FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND datname = current_database()";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_freezes_in_its_turn_keeps_no_other_from_starting_and_does_not_go_on_when_it_wakes()
    {
        var address = new NpgsqlConnectionStringBuilder(await postgres.CreateMigratedDatabaseAsync(Token));
        await using var direct = Services(address.ConnectionString);
        await using var wire = new FrailWire(address.Port);
        address.Port = wire.Port;
        await using var cutOff = Services(address.ConnectionString);
        var (held, last) = (new Step(), new Step());
        last.Go.SetResult();
        var frozen = Start(cutOff, held, last).TryRunAsync(Token);
        await held.Begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
        wire.Silence();
        Assert.True(await Start(direct).TryRunAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token));
        wire.Resume();
        held.Go.SetResult();

        Assert.False(await frozen.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token));
        Assert.False(last.Begun.Task.IsCompleted);
    }

    [Fact]
    public async Task The_session_of_a_living_node_is_never_silent_whatever_its_turn_takes()
    {
        var address = new NpgsqlConnectionStringBuilder(await postgres.CreateMigratedDatabaseAsync(Token)) { KeepAlive = 1 };
        await using var services = Services(address.ConnectionString);
        await using var turn = await StartTurn.TakeAsync(services.GetRequiredService<NpgsqlDataSource>(), TimeSpan.FromSeconds(30), Token);
        var taken = await LastWordAsync(services);
        var last = taken;
        while (Equals(last, taken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
            last = await LastWordAsync(services);
        }

        // Null would be the word of a session that was ended.
        Assert.IsType<DateTime>(last);
    }

    private static ServiceProvider Services(string connectionString) => new ServiceCollection().AddDatabase(connectionString).BuildServiceProvider();

    private static DatabaseStart Start(ServiceProvider services, params IStartStep[] steps) => new(
        services.GetRequiredService<NpgsqlDataSource>(),
        services.GetRequiredService<IDbContextFactory<CallImportDbContext>>(),
        Options.Create(new DatabaseOptions()),
        steps,
        TimeProvider.System,
        NullLogger<DatabaseStart>.Instance)
    {
        Patience = TimeSpan.FromSeconds(3),
    };

    private static async Task<object?> LastWordAsync(ServiceProvider services)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(LastWord);
        return await command.ExecuteScalarAsync(Token);
    }

    private sealed class Step : IStartStep
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            Begun.SetResult();
            await Go.Task.WaitAsync(cancellationToken);
        }
    }
}
