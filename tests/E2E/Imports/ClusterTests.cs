using CallImport.Domain.Imports;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Pipeline.Listing;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Storage;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

public sealed class ClusterTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_silent_worker_held_is_done_by_another_and_the_silent_one_changes_nothing_when_it_wakes()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (job, frozen) = await ListedAsync(world, calls: 8);
        var held = await frozen.Get<ClaimCalls>().ExecuteAsync([], SuspectRoom.Empty, Token) ?? throw new InvalidOperationException("Nothing to claim.");
        Assert.Equal(8, held.Calls.Count);

        await world.StartNodeAsync(Token);
        var done = await world.EndAsync(job.Id, Token);
        Assert.Equal((ImportJobStatus.Completed, 8), (done.Status, done.ProcessedCalls));

        var outcomes = held.Calls.Select((call, index) => new CallOutcome
        {
            JobId = job.Id,
            Call = call,
            Fate = index % 2 == 0 ? new CallFate.Failed(FailureClass.Permanent, "late") : null,
        }).ToList();
        var (written, ended) = await frozen.Get<FinishCalls>().ExecuteAsync(outcomes, [], Token);
        Assert.All(written, entry => Assert.False(entry.WasOurs));
        Assert.Empty(ended);
        Assert.Empty((await frozen.Get<KeepLeases>().RenewAsync([.. held.Calls.Select(call => new HeldCall(call.Id, call.Epoch, ImportedCallStatus.Downloading))], [held.CredentialId], Token)).Calls);
        Assert.All(await world.CallsAsync(job.Id, Token), call => Assert.Equal((ImportedCallStatus.Completed, 2L), (call.Status, call.LeaseEpoch)));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task What_only_a_newer_version_can_import_is_left_to_it()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (job, older) = await ListedAsync(world, calls: 3);
        await world.RunSqlAsync("UPDATE import_jobs SET platform = 'tomorrow', listing_sealed_at = NULL", Token);

        Assert.Null(await older.Get<ClaimCalls>().ExecuteAsync([], SuspectRoom.Empty, Token));
        Assert.Empty(await older.Get<StalledImports>().FindAsync(Token));
        await older.Get<DiscoverImport>().RunAsync(job.Id, Token);
        var left = await world.JobAsync(job.Id, Token);
        Assert.Equal((ImportJobStatus.InProgress, 0), (left.Status, left.ListingErrors));
    }

    [Fact]
    public async Task What_became_of_a_call_twice_is_written_one_after_the_other()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (job, node) = await ListedAsync(world, calls: 3);
        var first = await ClaimAsync();
        await world.RunSqlAsync("UPDATE imported_calls SET status = 'pending', lease_owner = NULL, lease_until = NULL, due_at = now()", Token);
        var second = await ClaimAsync();
        var kept = await node.Get<KeepLeases>().RenewAsync(
            [.. first.Concat(second).Select(call => new HeldCall(call.Id, call.Epoch, ImportedCallStatus.Downloading))], [], Token);
        Assert.Equivalent(second.Select(call => (call.Id, call.Epoch)), kept.Calls, strict: true);
        var buffer = node.Get<FinishBuffer>();
        foreach (var (calls, reason) in new[] { (first, "late"), (second, "in time") })
        {
            foreach (var call in calls)
            {
                await buffer.AddAsync(new CallOutcome { JobId = job.Id, Call = call, Fate = new CallFate.Failed(FailureClass.Permanent, reason) }, Token);
            }
        }

        buffer.Close();
        await buffer.RunAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);

        Assert.Equal(Enumerable.Repeat((2L, "in time"), 3), (await world.CallsAsync(job.Id, Token)).Select(call => (call.LeaseEpoch, call.LastError ?? "")));
        Assert.Equal(3, (await world.JobAsync(job.Id, Token)).FailedCalls);

        async Task<IReadOnlyList<ClaimedCall>> ClaimAsync() =>
            (await node.Get<ClaimCalls>().ExecuteAsync([], SuspectRoom.Empty, Token))?.Calls ?? throw new InvalidOperationException("Nothing to claim.");
    }

    [Fact]
    public async Task The_end_of_an_import_is_told_when_the_answer_that_told_it_first_was_lost()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (job, node) = await ListedAsync(world, calls: 2);
        var claim = await node.Get<ClaimCalls>().ExecuteAsync([], SuspectRoom.Empty, Token) ?? throw new InvalidOperationException("Nothing to claim.");
        var outcomes = claim.Calls.Select(call => new CallOutcome { JobId = job.Id, Call = call, Fate = new CallFate.Failed(FailureClass.Permanent, "broken") }).ToList();
        var (_, lost) = await node.Get<FinishCalls>().ExecuteAsync(outcomes, [], Token);

        var (written, ended) = await node.Get<FinishCalls>().ExecuteAsync(outcomes, [], Token);

        Assert.All(written, entry => Assert.True(entry.WasOurs));
        Assert.Equal(lost, ended);
        Assert.Equal((job.Id, ImportJobStatus.Completed), (Assert.Single(ended).Id, ended[0].Status));
        Assert.Equal(2, (await world.JobAsync(job.Id, Token)).FailedCalls);
    }

    [Fact]
    public async Task A_call_that_kills_its_worker_each_time_is_set_aside()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (job, dying) = await ListedAsync(world, calls: 5);

        // Right after the database's start nobody's lease is held against them.
        await world.WaitAsync(async () =>
            await world.RunSqlAsync("UPDATE import_jobs SET updated_at = now() WHERE pg_postmaster_start_time() < now() - interval '10 seconds'", Token) == 1, Token);
        var sizes = new List<int>();
        for (var death = 0; death < ClaimCalls.Poisonous; death++)
        {
            sizes.Add((await dying.Get<ClaimCalls>().ExecuteAsync([], SuspectRoom.Empty, Token))?.Calls.Count ?? 0);
            await world.RunSqlAsync("UPDATE imported_calls SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL", Token);
            await dying.Get<KeepLeases>().RescueAsync(Token);
        }

        // Twice all of them; then, suspicious, the few that may go together; then each alone.
        Assert.Equal([5, 5, 5, 1, 1], sizes);
        await world.RunSqlAsync("UPDATE imported_calls SET lease_losses = CASE source_call_id WHEN 'call-0' THEN 5 ELSE 4 END", Token);
        await world.StartNodeAsync(Token);
        var done = await world.EndAsync(job.Id, Token);
        Assert.Equal((4, 1), (done.ProcessedCalls, done.FailedCalls));
        var failed = (await world.CallsAsync(job.Id, Token)).Single(call => call.Status == ImportedCallStatus.Failed);
        Assert.Contains("died 5 times", failed.LastError, StringComparison.Ordinal);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_limit_of_downloads_that_is_changed_while_an_import_runs_is_kept_by_all_nodes()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(400, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(150);
        await LimitAsync(world, 6);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        await world.WaitAsync(() => Task.FromResult(world.Media.Served.Count > 40), Token);
        Assert.InRange(world.Media.MostAtOnce, 2, 6);

        await LimitAsync(world, 2);
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Token);
        world.Media.MostAtOnce = 0;
        var before = world.Media.Served.Count;
        await world.WaitAsync(() => Task.FromResult(world.Media.Served.Count > before + 20), Token);
        Assert.InRange(world.Media.MostAtOnce, 1, 2);

        await LimitAsync(world, 12);
        Assert.Equal(400, (await world.EndAsync(job.Id, Token, seconds: 60)).ProcessedCalls);
        Assert.InRange(world.Media.MostAtOnce, 3, 12);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_row_says_what_its_call_is_doing()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(1, EngineWorld.Newest);
        var words = new TaskCompletionSource();
        world.Source.BeforeTranscripts = _ => words.Task;
        world.Media.Delay = TimeSpan.FromSeconds(2);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        await world.WaitAsync(async () => (await world.CallsAsync(job.Id, Token)) is [{ Status: ImportedCallStatus.Downloading }], Token);
        await world.WaitAsync(async () => (await world.CallsAsync(job.Id, Token)) is [{ Status: ImportedCallStatus.Transcribing }], Token);
        words.SetResult();

        Assert.Equal(1, (await world.EndAsync(job.Id, Token)).ProcessedCalls);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Work_is_shared_fairly_between_workspaces()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (big, node) = await ListedAsync(world, calls: 300);
        world.Source.Calls.Clear();
        world.Source.With(3, EngineWorld.Newest, "small");
        var (small, _) = await ListedAsync(world, calls: 0);
        var claims = node.Get<ClaimCalls>();
        var served = new List<Guid>();
        for (var turn = 0; turn < 3; turn++)
        {
            served.Add((await claims.ExecuteAsync([], SuspectRoom.Empty, Token))?.JobId ?? Guid.Empty);
        }

        Assert.Equal(small.Id, served.Take(2).Single(id => id == small.Id));
        Assert.Contains(big.Id, served);
    }

    [Fact]
    public async Task The_newest_calls_come_first_and_due_ones_before_them()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (_, node) = await ListedAsync(world, calls: 200);
        await world.RunSqlAsync("UPDATE imported_calls SET due_at = now() - interval '1 second' WHERE source_call_id = 'call-199'", Token);
        await world.RunSqlAsync("UPDATE imported_calls SET due_at = now() + interval '1 hour' WHERE source_call_id = 'call-0'", Token);
        var claim = await node.Get<ClaimCalls>().ExecuteAsync([], SuspectRoom.Empty, Token) ?? throw new InvalidOperationException("Nothing to claim.");

        var ids = claim.Calls.Select(call => call.SourceCallId).ToHashSet();
        Assert.Equal(50, ids.Count);
        Assert.Contains("call-199", ids);
        Assert.DoesNotContain("call-0", ids);
        Assert.Superset(Enumerable.Range(1, 49).Select(index => $"call-{index}").ToHashSet(), ids);
    }

    [Fact]
    public async Task Downloads_of_a_credential_stay_within_its_limit_over_all_nodes()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(40, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(100);
        await world.RunSqlAsync("UPDATE platform_capabilities SET rate_limit_concurrent_downloads = 3", Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);

        Assert.Equal(40, job.ProcessedCalls);
        Assert.InRange(world.Media.MostAtOnce, 1, 3);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Calls_are_asked_for_in_lots_and_not_one_by_one()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(400, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        Assert.Equal(400, (await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token, 60)).ProcessedCalls);
        Assert.InRange(world.Source.LocateRequests + world.Source.TranscriptRequests, 2, 80);
    }

    [Fact]
    public async Task Files_that_belong_to_nothing_are_taken_away_and_others_stay()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(2, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        var orphan = Path.Combine(world.StorageRoot, RecordingKeys.Final(actor.WorkspaceId, Guid.NewGuid(), 1, "mp3"));
        var staged = Path.Combine(world.StorageRoot, RecordingKeys.Staging(Guid.NewGuid(), 4));
        foreach (var path in (string[])[orphan, staged])
        {
            await File.WriteAllTextAsync(path, "left behind", Token);
        }

        foreach (var path in Directory.GetFiles(world.StorageRoot, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, EngineWorld.Newest.UtcDateTime);
        }

        Assert.Equal(2, await node.Get<StoreCleaning>().RemoveOrphansAsync(Token));
        await world.MustAgreeAsync(Token);
    }

    /// <summary>A job whose calls are listed and wait, and a node that does nothing by itself.</summary>
    private static async Task<(ImportJob Job, EngineNode Idle)> ListedAsync(EngineWorld world, int calls)
    {
        world.Source.With(calls, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var idle = EngineNode.Build(world.Settings, NodeRole.Worker);
        var job = await world.StartImportAsync(actor, credential, Token);
        await idle.Get<DiscoverImport>().RunAsync(job.Id, Token);
        return (await world.JobAsync(job.Id, Token), idle);
    }

    private static Task<int> LimitAsync(EngineWorld world, int downloads) =>
        world.RunSqlAsync($"UPDATE platform_capabilities SET rate_limit_concurrent_downloads = {downloads} WHERE platform = 'gong'", Token);
}
