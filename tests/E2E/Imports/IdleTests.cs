using CallImport.Infrastructure.Configuration;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

public sealed class IdleTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_with_nothing_to_do_asks_the_database_less_than_five_times_a_second()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var statements = new StatementCount();
        world.Settings = world.Settings with { Log = statements };
        await world.StartNodeAsync(Token, NodeRole.All);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token);
        statements.Reset();
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        var perSecond = statements.PerSecond;
        Assert.True(perSecond < 5, $"{perSecond} a second:\n{statements}");
    }
}
