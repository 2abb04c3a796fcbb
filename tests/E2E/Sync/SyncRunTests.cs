using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Sync;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Sync;

public sealed class SyncRunTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_is_new_at_the_source_comes_and_what_is_here_costs_no_request()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(30, Now.AddHours(-1));
        var (actor, credential, node) = await AddSyncedAsync(world);
        await EndedAsync(world, runs: 1);
        world.Source.Located.Clear();
        world.Source.Calls.Add(FakeSource.Call("new", Now.AddMinutes(-2)));

        EngineWorld.Value(await node.Get<RunSyncNow>().ExecuteAsync(actor, credential, Token));
        var runs = await EndedAsync(world, runs: 2);

        Assert.Equal(["new"], world.Source.Located);
        Assert.Equal((1, 1, 30), (runs[^1].TotalCalls, runs[^1].ProcessedCalls, runs[^1].SkippedCalls));
        await world.WaitAsync(async () => (await ConfigAsync(world)).LastSyncAt == runs[^1].CompletedAt, Token);
        var config = await ConfigAsync(world);
        Assert.Equal(("completed", 1), (config.LastSyncStatus, config.LastSyncCallsImported));
        Assert.InRange(config.NextRunAt ?? default, Now, Now.AddHours(1));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Two_nodes_never_start_the_same_run_and_an_outage_is_made_up_once()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (_, _, node) = await AddSyncedAsync(world);
        var other = await world.StartNodeAsync(Token);
        await EndedAsync(world, runs: 1);

        // Made up for within a fifth of a minute, and then not followed by another for a quarter of one.
        await world.RunSqlAsync("UPDATE import_sync_configs SET next_run_at = now() - interval '9 hours', sync_frequency_minutes = 1", Token);
        await Task.WhenAll(LookAsync(node), LookAsync(other));
        await EndedAsync(world, runs: 2, seconds: 60);
        await Task.WhenAll(LookAsync(node), LookAsync(other));
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Token);

        Assert.Equal(2, (await RunsAsync(world)).Count);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_not_doubled_but_one_that_only_waits_for_the_source_does_not_stop_the_next()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var stuck = true;
        world.Source.With(1, Now.AddHours(-1), "late");
        world.Source.OnLocate = call => stuck
            ? throw new PlatformException(FailureClass.RateLimited, "Slow down.", retryAfter: TimeSpan.FromSeconds(3))
            : call.SourceCallId == "late-0" ? new RecordingNotReady(TimeSpan.FromMinutes(1), null) : null;
        var (actor, credential, node) = await AddSyncedAsync(world);
        await world.WaitAsync(async () => await RunsAsync(world) is [{ ListingSealedAt: not null }], Token);

        EngineWorld.Value(await node.Get<RunSyncNow>().ExecuteAsync(actor, credential, Token));
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Token);
        Assert.Single(await RunsAsync(world));

        stuck = false;
        world.Source.Calls.Add(FakeSource.Call("new", Now.AddMinutes(-2)));
        await world.WaitAsync(async () => await RunsAsync(world) is [{ Status: ImportJobStatus.InProgress }, { Status: ImportJobStatus.Completed, ProcessedCalls: 1 }], Token, seconds: 60);
    }

    [Fact]
    public async Task What_failed_comes_with_a_later_run_and_what_was_undone_or_never_can_come_does_not()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var isBroken = true;
        world.Source.MaxBatch = 1;
        world.Settings = world.Settings with { Imports = imports => imports.CallMaxAttempts = 1 };
        world.Source.With(3, Now.AddHours(-1));
        world.Source.OnLocate = call => (call.SourceCallId, isBroken) switch
        {
            ("call-0", true) => throw new PlatformException(FailureClass.Transient, "Broken."),
            ("call-2", true) => throw new PlatformException(FailureClass.Permanent, "It was deleted there."),
            _ => null,
        };
        var (actor, credential, node) = await AddSyncedAsync(world);
        var first = (await EndedAsync(world, runs: 1))[0];
        Assert.Equal((1, 2), (first.ProcessedCalls, first.FailedCalls));

        isBroken = false;
        EngineWorld.Value(await node.Get<RunSyncNow>().ExecuteAsync(actor, credential, Token));
        var second = (await EndedAsync(world, runs: 2))[1];
        Assert.Equal((1, 0, 2), (second.ProcessedCalls, second.FailedCalls, second.SkippedCalls));

        EngineWorld.Value(await world.Get<UndoImport>().ExecuteAsync(actor, second.Id, Token));
        EngineWorld.Value(await node.Get<RunSyncNow>().ExecuteAsync(actor, credential, Token));
        var third = (await EndedAsync(world, runs: 3))[2];
        Assert.Equal((0, 3), (third.TotalCalls, third.SkippedCalls));

        var byHand = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        Assert.Equal((2, 1), (byHand.ProcessedCalls, byHand.SkippedCalls));
        await world.MustAgreeAsync(Token);

        await world.RunSqlAsync("UPDATE import_jobs SET completed_at = now() - interval '25 hours' WHERE job_type = 'sync'", Token);
        await world.Get<StoreCleaning>().ForgetKeysAsync(Token);
        Assert.Equal(1, await world.RunSqlAsync("DELETE FROM call_skips WHERE imported_call_id IS NULL OR import_job_id IS NOT NULL", Token));
    }

    [Theory]
    [InlineData("UPDATE import_credentials SET status = 'invalid'")]
    [InlineData("UPDATE platform_capabilities SET supports_ongoing_sync = false")]
    [InlineData("DELETE FROM memberships")]
    [InlineData("UPDATE import_sync_configs SET enabled = false, next_run_at = NULL")]
    public async Task While_something_is_in_its_way_a_sync_sends_nothing(string obstacle)
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (_, _, node) = await AddSyncedAsync(world);
        await EndedAsync(world, runs: 1);
        await world.RunSqlAsync(obstacle, Token);
        await world.RunSqlAsync("UPDATE import_sync_configs SET next_run_at = now() WHERE enabled", Token);
        var requests = world.Source.Requests;

        await LookAsync(node);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Token);

        Assert.Equal(requests, world.Source.Requests);
        Assert.Single(await RunsAsync(world));
    }

    [Fact]
    public async Task A_forgotten_credential_ends_its_sync()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential, node) = await AddSyncedAsync(world);
        await EndedAsync(world, runs: 1);
        EngineWorld.Value(await world.Get<DeleteCredential>().ExecuteAsync(actor, credential, Token));

        var refused = await node.Get<RunSyncNow>().ExecuteAsync(actor, credential, Token);

        Assert.Equal(RefusalKind.NotFound, refused.Refusal?.Kind);
    }

    /// <summary>An account in step, and a node that has its first run before it.</summary>
    private static async Task<(Actor Actor, Guid Credential, EngineNode Node)> AddSyncedAsync(EngineWorld world)
    {
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await using (var database = await world.Databases.CreateDbContextAsync(Token))
        {
            var user = new AppUser { Id = Guid.CreateVersion7(), UserName = "m@acme.test", CreatedAt = Now };
            database.Users.Add(user);
            database.Memberships.Add(new Membership { WorkspaceId = actor.WorkspaceId, UserId = user.Id, Role = WorkspaceRole.Owner, CreatedAt = Now });
            await database.SaveChangesAsync(Token);
        }

        // Before there is a node that could begin the run at its own moment and then another.
        EngineWorld.Value(await world.Get<ConfigureSync>().ExecuteAsync(actor, credential, true, null, Token));
        await world.RunSqlAsync("UPDATE import_sync_configs SET next_run_at = now()", Token);
        var node = await world.StartNodeAsync(Token);
        await LookAsync(node);
        return (actor, credential, node);
    }

    /// <summary>What the clock does anyway, now.</summary>
    private static Task LookAsync(EngineNode node) => node.Get<SyncTrigger>().HintAsync(Token);

    private static async Task<ImportSyncConfig> ConfigAsync(EngineWorld world)
    {
        await using var database = await world.Databases.CreateDbContextAsync(Token);
        return await database.ImportSyncConfigs.AsNoTracking().SingleAsync(Token);
    }

    private static async Task<List<ImportJob>> RunsAsync(EngineWorld world)
    {
        await using var database = await world.Databases.CreateDbContextAsync(Token);
        return await database.ImportJobs.AsNoTracking().Where(job => job.JobType == ImportJobType.Sync).OrderBy(job => job.CreatedAt).ToListAsync(Token);
    }

    private static async Task<List<ImportJob>> EndedAsync(EngineWorld world, int runs, int seconds = 45)
    {
        await world.WaitAsync(async () => (await RunsAsync(world)).Count(job => job.Status.IsTerminal()) == runs, Token, seconds);
        return await RunsAsync(world);
    }
}
