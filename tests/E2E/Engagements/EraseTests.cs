using CallImport.Domain.Calls;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Workspaces;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Engagements;

public sealed class EraseTests(PostgresFixture postgres)
{
    private const string Someone = "maria@customer.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_erased_is_gone_from_rows_search_and_store_and_no_sync_brings_it_back()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(6, EngineWorld.Newest);
        Put(world, 1, Someone);
        Put(world, 4, Someone.ToUpperInvariant());
        Put(world, 5, "not-" + Someone);
        world.Source.MaxBatch = 1;
        world.Source.OnTranscript = call => call.SourceCallId == "call-4" ? throw new InvalidOperationException("Broken.") : null;
        world.Settings = world.Settings with { Imports = imports => imports.CallMaxAttempts = 1 };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        var erase = world.Get<EraseCalls>();

        Assert.Equal(new ErasedCalls(2, 1), await erase.ParticipantAsync(actor.WorkspaceId, Someone, "operator", Token));
        var engagement = (await world.CallAsync("call-0", Token)).EngagementId ?? Guid.Empty;
        Assert.Equal(new ErasedCalls(0, 0), await erase.CallAsync(Guid.NewGuid(), engagement, "operator", Token));
        Assert.Equal(new ErasedCalls(1, 1), await erase.CallAsync(actor.WorkspaceId, engagement, "operator", Token));
        Assert.Equal(new ErasedCalls(0, 0), await erase.CallAsync(actor.WorkspaceId, (await world.CallAsync("call-0", Token)).Id, "operator", Token));
        Assert.Equal(new ErasedCalls(0, 0), await erase.ParticipantAsync(actor.WorkspaceId, Someone, "operator", Token));

        var after = await world.JobAsync(job.Id, Token);
        Assert.Equal((ImportJobStatus.Completed, 3, 3, 6), (after.Status, after.ProcessedCalls, after.FailedCalls, after.TotalCalls));
        var gone = await world.CallAsync("call-1", Token);
        Assert.Equal((null, "{}", "This call was erased on request."), (gone.Title, gone.SourceMetadata, gone.LastError));
        await using (var database = await world.Databases.CreateDbContextAsync(Token))
        {
            Assert.Equal(3, await database.Engagements.CountAsync(Token));
            Assert.Equal(3, await database.Transcripts.CountAsync(Token));
            Assert.Equal(["call.erased", "participant.erased"], await database.AuditEvents.Where(row => row.Actor == "operator").Select(row => row.Action).OrderBy(action => action).ToListAsync(Token));
            Assert.DoesNotContain(await database.AuditEvents.Select(row => row.Subject).ToListAsync(Token), subject => subject?.Contains('@') is true);
        }

        Assert.Equal(3, Stored(world).Length);
        await world.MustAgreeAsync(Token);

        world.Source.OnTranscript = _ => null;
        Assert.Equal(0, EngineWorld.Value(await world.Get<RetryFailedCalls>().ExecuteAsync(actor, job.Id, Token)));
        var sync = await world.EndAsync((await StartAsync(world, actor, credential, ImportJobType.Sync)).Id, Token);
        Assert.Equal((0, 6), (sync.TotalCalls, sync.SkippedCalls));
        var byHand = await world.EndAsync((await StartAsync(world, actor, credential, ImportJobType.Historical)).Id, Token);
        Assert.Equal((3, 3), (byHand.ProcessedCalls, byHand.SkippedCalls));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_call_in_work_is_erased_too_and_its_worker_leaves_nothing()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(3, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromSeconds(2);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var job = await world.StartImportAsync(actor, credential, Token);
        await world.WaitAsync(() => Task.FromResult(world.Media.Served.Count == 3), Token);

        Assert.Equal(1, (await world.Get<EraseCalls>().CallAsync(actor.WorkspaceId, (await world.CallAsync("call-1", Token)).Id, "operator", Token)).Calls);
        var done = await world.EndAsync(job.Id, Token);
        Assert.Equal((ImportJobStatus.Completed, 2, 1), (done.Status, done.ProcessedCalls, done.FailedCalls));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task Calls_are_kept_for_so_many_days_after_they_were_imported()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(5, EngineWorld.Newest);
        world.Settings = world.Settings with { Imports = imports => imports.RetentionDays = 30 };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
        await world.RunSqlAsync("UPDATE engagements SET created_at = now() - interval '31 days' WHERE source_call_id IN ('call-1', 'call-2')", Token);
        await node.Get<EndRetention>().ExecuteAsync(Token);

        Assert.Equal(3, Stored(world).Length);
        Assert.Equal("This call was erased 30 days after it was imported.", (await world.CallAsync("call-2", Token)).LastError);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_workspace_goes_with_everything_in_it_and_no_other_loses_anything()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(4, EngineWorld.Newest);
        await world.StartNodeAsync(Token);
        var (kept, keptCredential) = await world.AddWorkspaceAsync(Token);
        await world.EndAsync((await world.StartImportAsync(kept, keptCredential, Token)).Id, Token);
        var (gone, goneCredential) = await world.AddWorkspaceAsync(Token);
        await world.EndAsync((await world.StartImportAsync(gone, goneCredential, Token)).Id, Token);
        await world.RunSqlAsync($"INSERT INTO import_sync_configs (workspace_id, credential_id, enabled, sync_frequency_minutes) VALUES ('{gone.WorkspaceId}', '{goneCredential}', false, 60)", Token);
        world.Source.With(4, EngineWorld.Newest.AddDays(-1), "later");
        world.Media.Delay = TimeSpan.FromSeconds(1);
        var running = await world.StartImportAsync(gone, goneCredential, Token);
        await world.UntilAsync(running.Id, job => job.FoundCalls > 0, Token);

        var erase = new EraseWorkspace(world.Databases, world.Get<AuditTrail>(), world.Get<IRecordingStore>(), world.Get<RevokeAtPlatform>());
        var workspace = new Workspace { Id = gone.WorkspaceId, Name = "Acme" };
        var erased = await erase.ExecuteAsync(workspace, "operator", Token);
        Assert.Equal((8, 4, 1, 0, 0), (erased.Calls, erased.Recordings, erased.Credentials, erased.Accounts, erased.GrantsEnded + erased.GrantsLeft.Count));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);

        await using var database = await world.Databases.CreateDbContextAsync(Token);
        Assert.Equal([kept.WorkspaceId], await database.Workspaces.Select(row => row.Id).ToListAsync(Token));
        Assert.Equal([keptCredential], await database.ImportCredentials.Select(row => row.Id).ToListAsync(Token));
        Assert.Equal(4, await database.Engagements.CountAsync(Token));
        Assert.Equal(4, Stored(world).Length);
        await world.MustAgreeAsync(Token);
    }

    private static void Put(EngineWorld world, int index, string email) =>
        world.Source.Calls[index] = world.Source.Calls[index] with { Participants = [new Participant("Somebody", email, null)] };

    private static async Task<ImportJob> StartAsync(EngineWorld world, Actor actor, Guid credential, ImportJobType type) =>
        EngineWorld.Value(await world.Get<StartImport>().ExecuteAsync(actor, new StartImportRequest { CredentialId = credential, JobType = type }, Token));

    private static string[] Stored(EngineWorld world) =>
        [.. Directory.GetFiles(world.StorageRoot, "*", SearchOption.AllDirectories).Where(file => !file.Contains(".incoming", StringComparison.Ordinal))];
}
