using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

public sealed class ControlTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_is_final_and_stops_what_is_in_work()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(60, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromSeconds(1);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        await world.UntilAsync(job.Id, started => started.ProcessedCalls > 0, Token);

        var cancelled = EngineWorld.Value(await world.Get<CancelImport>().ExecuteAsync(actor, job.Id, Token));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        var served = world.Media.Served.Count;
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token);

        Assert.Equal(ImportJobStatus.Cancelled, cancelled.Status);
        Assert.Equal(served, world.Media.Served.Count);
        Assert.True(served < 60);
        var after = await world.JobAsync(job.Id, Token);
        Assert.Equal((ImportJobStatus.Cancelled, cancelled.ProcessedCalls), (after.Status, after.ProcessedCalls));
        Assert.All(await world.CallsAsync(job.Id, Token), call => Assert.True(call.Status.IsTerminal()));
        await world.MustAgreeAsync(Token);
        Assert.Equal(RefusalKind.Conflict, (await world.Get<RetryFailedCalls>().ExecuteAsync(actor, job.Id, Token)).Refusal?.Kind);
        Assert.True((await world.Get<CancelImport>().ExecuteAsync(actor, job.Id, Token)).Succeeded);
    }

    [Fact]
    public async Task A_paused_import_rests_until_it_is_resumed()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(80, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(200);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        await world.UntilAsync(job.Id, started => started.ProcessedCalls > 0, Token);

        Assert.NotNull(EngineWorld.Value(await world.Get<PauseImport>().ExecuteAsync(actor, job.Id, Token)).PausedAt);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        var resting = await world.JobAsync(job.Id, Token);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        Assert.Equal(resting.ProcessedCalls, (await world.JobAsync(job.Id, Token)).ProcessedCalls);
        Assert.InRange(resting.ProcessedCalls, 1, 79);

        await world.Get<ResumeImport>().ExecuteAsync(actor, job.Id, Token);
        Assert.Equal(80, (await world.EndAsync(job.Id, Token)).ProcessedCalls);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Failed_calls_can_be_tried_again_one_by_one_and_all_together()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(6, EngineWorld.Newest).MaxBatch = 1;
        world.Source.OnLocate = call => call.SourceCallId is "call-1" or "call-2" or "call-3" ? throw new PlatformException(FailureClass.Permanent, "Not here.") : null;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        Assert.Equal((3, 3, ImportOutcome.Partial), (job.ProcessedCalls, job.FailedCalls, job.Outcome));
        var group = Assert.Single(await world.Get<ImportQueries>().FailuresAsync(actor, job.Id, Token));
        Assert.Equal((FailureClass.Permanent, "Not here.", 3), (group.Class, group.Reason, group.Count));

        world.Source.OnLocate = _ => null;
        var one = await world.CallAsync("call-1", Token);
        Assert.True((await world.Get<RetryImportedCall>().ExecuteAsync(actor, one.Id, Token)).Succeeded);
        Assert.Equal((4, 2), await CountsAsync(world, job.Id));
        Assert.Equal(RefusalKind.Conflict, (await world.Get<RetryImportedCall>().ExecuteAsync(actor, one.Id, Token)).Refusal?.Kind);
        Assert.Equal(2, EngineWorld.Value(await world.Get<RetryFailedCalls>().ExecuteAsync(actor, job.Id, Token)));
        Assert.Equal((6, 0), await CountsAsync(world, job.Id));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task What_a_later_import_brought_is_told_apart_in_the_account_of_the_earlier_one()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(6, EngineWorld.Newest).MaxBatch = 1;
        world.Source.OnLocate = call => call.SourceCallId is "call-1" or "call-2" or "call-3" ? throw new PlatformException(FailureClass.Permanent, "Not here.") : null;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var earlier = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        world.Source.OnLocate = call => call.SourceCallId is "call-3" ? throw new PlatformException(FailureClass.Permanent, "Still not here.") : null;
        await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);

        var queries = world.Get<ImportQueries>();
        earlier = await world.JobAsync(earlier.Id, Token);
        Assert.Equal((6, 3, 3), (earlier.TotalCalls, earlier.ProcessedCalls, earlier.FailedCalls));
        var group = Assert.Single(await queries.FailuresAsync(actor, earlier.Id, Token));
        Assert.Equal((3, 0, 2, 0, false), (group.Count, group.Here, group.CameLater, group.OnTheirWay, group.CanRetry));
        Assert.Equal(
            "A later import has brought 2 of them. A later import took up 1 of them and has not brought it; see there.", group.WhatToDo);
        Assert.Equal(2, Assert.Single(await queries.CameLaterAsync(actor, [earlier], Token)).Value);
        var account = await queries.CompletenessAsync(actor, earlier.Id, Token);
        Assert.Equal((3, 3, 2, 0), (account?.Imported, account?.Failed, account?.CameLater, account?.Missing));
        var report = await world.Get<ImportReport>().ReadAsync(actor, earlier.Id, Token).ToDictionaryAsync(call => call.SourceCallId, cancellationToken: Token);
        Assert.Equal(("failed", "imported"), (report["call-1"].Outcome, report["call-1"].LaterImport));
        Assert.NotNull(report["call-1"].EngagementId);
        Assert.Equal(("failed", "failed"), (report["call-3"].Outcome, report["call-3"].LaterImport));
        Assert.Equal(("imported", null), (report["call-0"].Outcome, report["call-0"].LaterImport));
        var (stranger, _) = await world.AddWorkspaceAsync(Token);
        Assert.Empty(await queries.CameLaterAsync(stranger, [earlier], Token));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Undoing_takes_out_what_one_import_brought_and_lets_a_later_one_bring_it_again()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(4, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);

        Assert.Equal(4, EngineWorld.Value(await world.Get<UndoImport>().ExecuteAsync(actor, job.Id, Token)));
        Assert.Empty(Directory.GetFiles(world.StorageRoot, "*", SearchOption.AllDirectories));
        await world.MustAgreeAsync(Token);
        var again = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        Assert.Equal((4, 0), (again.ProcessedCalls, again.SkippedCalls));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task The_same_key_makes_one_import_even_in_parallel_and_other_arguments_conflict()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var request = new StartImportRequest { CredentialId = credential, IdempotencyKey = "k1" };
        var start = world.Get<StartImport>();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => start.ExecuteAsync(actor, request, Token)));

        Assert.Single(results.Select(result => EngineWorld.Value(result).Id).Distinct());
        Assert.Equal(RefusalKind.Conflict, (await start.ExecuteAsync(actor, request with { CallLimit = 3 }, Token)).Refusal?.Kind);
        await world.RunSqlAsync("UPDATE idempotency_records SET created_at = now() - interval '25 hours'", Token);
        Assert.NotEqual(EngineWorld.Value(results[0]).Id, EngineWorld.Value(await start.ExecuteAsync(actor, request with { CallLimit = 3 }, Token)).Id);
    }

    [Fact]
    public async Task A_foreign_workspace_finds_nothing_and_a_viewer_changes_nothing()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var (stranger, _) = await world.AddWorkspaceAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);

        Assert.Equal(RefusalKind.NotFound, (await world.Get<CancelImport>().ExecuteAsync(stranger, job.Id, Token)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.Get<CancelImport>().ExecuteAsync(stranger, Guid.NewGuid(), Token)).Refusal?.Kind);
        Assert.Null(await world.Get<ImportQueries>().FindAsync(stranger, job.Id, Token));
        Assert.Equal(
            RefusalKind.NotFound,
            (await world.Get<StartImport>().ExecuteAsync(stranger, new StartImportRequest { CredentialId = credential }, Token)).Refusal?.Kind);
        var viewer = actor with { Role = WorkspaceRole.Viewer };
        Assert.Equal(RefusalKind.Forbidden, (await world.Get<CancelImport>().ExecuteAsync(viewer, job.Id, Token)).Refusal?.Kind);
        Assert.False((await world.Get<ImportProgressHub>().WatchAsync(stranger.WorkspaceId, job.Id, Token).GetAsyncEnumerator(Token).MoveNextAsync()));
    }

    [Fact]
    public async Task Watchers_see_progress_that_never_goes_back_and_the_end()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(120, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromMilliseconds(50);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        var seen = new List<ImportProgress>();
        await foreach (var progress in node.Get<ImportProgressHub>().WatchAsync(actor.WorkspaceId, job.Id, Token))
        {
            seen.Add(progress);
            if (progress.Job.Status.IsTerminal())
            {
                break;
            }
        }

        Assert.Equal((ImportJobStatus.Completed, 120), (seen[^1].Job.Status, seen[^1].Job.ProcessedCalls));
        Assert.Equal(seen.Select(progress => progress.Job.ProcessedCalls).Order(), seen.Select(progress => progress.Job.ProcessedCalls));
        Assert.InRange(seen.Count, 3, 200);
    }

    [Fact]
    public async Task A_preview_says_what_would_come_and_writes_nothing()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(250, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var plan = EngineWorld.Value(await world.Get<PreviewImport>().ExecuteAsync(actor, credential, EngineWorld.Newest.AddDays(-7), null, Token));

        Assert.Equal((250, true, 0, 250), (plan.SourceCalls, plan.IsExact, plan.AlreadyHere, plan.ToImport));
        Assert.Equal(Enumerable.Range(0, 10).Select(index => $"call-{index}"), plan.Sample.Select(call => call.Call.SourceCallId));
        Assert.Equal(500, plan.Price?.TotalCostCents);
        Assert.NotEmpty(plan.Duration?.Reason ?? "");
        Assert.Empty(await world.Get<ImportQueries>().ListAsync(actor, null, 10, Token));
    }

    [Fact]
    public async Task The_storage_of_a_plan_is_measured_on_what_is_here()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(20, EngineWorld.Newest);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var first = await world.EndAsync((await world.StartImportAsync(actor, credential, Token, limit: 10)).Id, Token);

        var plan = EngineWorld.Value(await world.Get<PreviewImport>().ExecuteAsync(actor, credential, EngineWorld.Newest.AddDays(-7), null, Token));

        Assert.True(plan.BytesAreMeasured);
        Assert.InRange(plan.EstimatedBytes ?? 0, first.StoredBytes * 0.8, first.StoredBytes * 1.25);
    }

    private static async Task<(int Processed, int Failed)> CountsAsync(EngineWorld world, Guid jobId)
    {
        var job = await world.EndAsync(jobId, Token);
        return (job.ProcessedCalls, job.FailedCalls);
    }
}
