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
                do
                {
                    Assert.True(await seen.MoveNextAsync());
                }
                while (!isIt(Assert.Single(seen.Current)));
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Seen last: {string.Join(", ", seen.Current)}, {string.Join(", ", seen.Current[0].Runs)}");
            }
        }
    }
}
