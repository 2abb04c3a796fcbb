using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Sync;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Sync;

public sealed class SyncWatchTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_looks_on_sees_a_sync_switched_on_its_run_begin_and_end_without_looking_again_by_the_clock()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(3, TimeProvider.System.GetUtcNow().AddHours(-1));
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.AddMemberAsync(actor.WorkspaceId, Token);
        var node = await world.StartNodeAsync(Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var watch = new SyncWatch(node.Get<SyncQueries>(), node.Get<ImportSignals>(), TimeProvider.System) { Longest = Timeout.InfiniteTimeSpan };
        await using var seen = watch.WatchAsync(actor, patience.Token).GetAsyncEnumerator(patience.Token);
        SyncOverview? last = null;
        await SeeAsync(sync => !sync.IsOn);

        EngineWorld.Value(await world.Get<ConfigureSync>().ExecuteAsync(actor, credential, true, null, Token));
        await SeeAsync(sync => sync.IsOn);
        // The first run that a sync begins by itself may come before it.
        EngineWorld.Value(await node.Get<RunSyncNow>().ExecuteAsync(actor, credential, Token));
        await SeeAsync(sync => sync.Runs.Count > 0);
        await SeeAsync(sync => sync is { Running: null, FreshUntil: not null } && sync.Runs.Sum(run => run.ProcessedCalls) == 3);
        await world.Get<CredentialVault>().MarkInvalidAsync(credential, "It was revoked.", Token);
        await SeeAsync(sync => sync.Hold == SyncHold.Login);

        async Task SeeAsync(Func<SyncOverview, bool> isIt)
        {
            patience.CancelAfter(TimeSpan.FromSeconds(45));
            try
            {
                // What was seen last may show more than one step: a run can begin and end between two looks.
                while (last is null || !isIt(last))
                {
                    Assert.True(await seen.MoveNextAsync());
                    last = Assert.Single(seen.Current);
                }
            }
            catch (OperationCanceledException)
            {
                var now = Assert.Single(await node.Get<SyncQueries>().OverviewAsync(actor, Token));
                Assert.Fail($"Seen last: {Describe(last)}; by now: {Describe(now)}");
            }
        }
    }

    [Fact]
    public async Task News_that_comes_while_the_database_cannot_be_read_is_not_forgotten()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(45));
        var watch = new SyncWatch(node.Get<SyncQueries>(), node.Get<ImportSignals>(), TimeProvider.System) { Longest = Timeout.InfiniteTimeSpan };
        await using var seen = watch.WatchAsync(actor, patience.Token).GetAsyncEnumerator(patience.Token);
        Assert.True(await seen.MoveNextAsync());

        await world.RunSqlAsync("ALTER TABLE import_sync_configs RENAME TO away", Token);
        var next = seen.MoveNextAsync();
        await world.RunSqlAsync($"SELECT pg_notify('{ImportChannels.Workspace}', '{actor.WorkspaceId:N}')", Token);
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, Token);
        await world.RunSqlAsync("ALTER TABLE away RENAME TO import_sync_configs", Token);

        Assert.True(await next);
        Assert.Equal(credential, Assert.Single(seen.Current).Credential.Id);
    }

    private static string Describe(SyncOverview? sync) => sync is null ? "nothing" : $"on {sync.IsOn}, held by {sync.Hold}, fresh until {sync.FreshUntil:O}, runs "
        + string.Join(", ", sync.Runs.Select(run => $"{run.Status} {run.ProcessedCalls}/{run.TotalCalls} since {run.CreatedAt:O} until {run.CompletedAt:O}"));
}
