using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Storage;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Imports;

public sealed class WaitingTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_is_waited_for_and_spends_no_attempt()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(5, EngineWorld.Newest);
        var refusals = 2;
        world.Source.OnTranscript = _ => Interlocked.Decrement(ref refusals) >= 0
            ? throw new PlatformException(FailureClass.RateLimited, "Gong asks to wait.", retryAfter: TimeSpan.FromSeconds(2))
            : null;
        var job = await ImportAsync(world);

        Assert.Equal((ImportJobStatus.Completed, 5, 0), (job.Status, job.ProcessedCalls, job.ErrorCount));
        Assert.All(await world.CallsAsync(job.Id, Token), call => Assert.Equal(0, call.RetryCount));
        Assert.All(world.Media.Served.Values, times => Assert.Equal(1, times));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_dead_credential_parks_the_import_with_few_requests_and_goes_on_when_it_is_back()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(150, EngineWorld.Newest);
        var isDead = true;
        world.Source.OnLocate = _ => isDead ? throw new PlatformException(FailureClass.AuthExpired, "Reconnect Gong.") : null;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        var waiting = await world.UntilAsync(started.Id, job => job.WaitingReason is not null && job.ListingSealedAt is not null, Token);
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Token);

        Assert.Equal("Reconnect Gong.", waiting.WaitingReason);
        Assert.Equal(ImportJobStatus.InProgress, (await world.JobAsync(started.Id, Token)).Status);
        Assert.InRange(world.Source.LocateRequests, 1, 5);
        isDead = false;
        await world.RunSqlAsync("UPDATE import_credentials SET status = 'valid', invalid_reason = NULL", Token);
        var job = await world.EndAsync(started.Id, Token);
        Assert.Equal((ImportJobStatus.Completed, 150, 0, null), (job.Status, job.ProcessedCalls, job.ErrorCount, job.LastError));
        Assert.Null(job.WaitingReason);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task An_outage_of_the_source_fails_nothing_and_a_call_that_fails_alone_still_fails()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Settings = world.Settings with { Imports = imports => imports.CallMaxAttempts = 1 };
        world.Source.With(30, EngineWorld.Newest);
        var isAway = false;
        var probes = 0;
        var away = new PlatformException(FailureClass.Transient, "Gong answers with an error (HTTP 503).");
        world.Source.OnLocate = call => isAway || call.SourceCallId == "call-7" ? throw away : null;
        world.Source.OnCount = () => isAway && Interlocked.Increment(ref probes) > 0 ? throw away : null;
        world.Source.OnList = (_, _) =>
        {
            isAway = true;
            return null;
        };
        world.Source.MaxBatch = 1;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        var waiting = await world.UntilAsync(started.Id, job => job.WaitingUntil is not null, Token);

        Assert.Equal((away.Message, true), (waiting.WaitingReason, waiting.WaitingIsOutage));
        Assert.Equal((ImportJobStatus.InProgress, 0), (waiting.Status, waiting.FailedCalls));
        Assert.All(await world.CallsAsync(started.Id, Token), call => Assert.Equal(0, call.RetryCount));
        Assert.InRange(probes, 1, 2);
        isAway = false;

        // Half a minute would pass, and then some seconds of what a probe is good for.
        await Task.Delay(TimeSpan.FromSeconds(11), TimeProvider.System, Token);
        await world.RunSqlAsync("UPDATE import_jobs SET waiting_until = now(); UPDATE imported_calls SET due_at = now() WHERE due_at IS NOT NULL", Token);
        var job = await world.EndAsync(started.Id, Token);
        Assert.Equal((ImportJobStatus.Completed, 29, 1), (job.Status, job.ProcessedCalls, job.FailedCalls));
        var failed = Assert.Single(await world.CallsAsync(started.Id, Token), call => call.Status == ImportedCallStatus.Failed);
        Assert.Equal(("call-7", FailureClass.Transient, 1), (failed.SourceCallId, failed.LastErrorClass, failed.RetryCount));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_full_disk_is_a_pause()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(20, EngineWorld.Newest);
        var store = new FullStore();
        world.Settings = world.Settings with
        {
            Services = services => services.AddSingleton<IRecordingStore>(provider =>
            {
                store.Inner = ActivatorUtilities.CreateInstance<FileSystemRecordingStore>(provider);
                return store;
            }),
        };
        store.IsFull = true;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        var waiting = await world.UntilAsync(started.Id, job => job.WaitingReason is not null, Token);
        Assert.Contains("full", waiting.WaitingReason, StringComparison.Ordinal);
        store.IsFull = false;
        var job = await world.EndAsync(started.Id, Token, seconds: 60);

        Assert.Equal((ImportJobStatus.Completed, 20, 0), (job.Status, job.ProcessedCalls, job.ErrorCount));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task What_cannot_be_written_through_is_never_committed_and_comes_once_it_can()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(5, EngineWorld.Newest);
        var store = new FullStore { CannotSettle = true };
        world.Settings = world.Settings with
        {
            Services = services => services.AddSingleton<IRecordingStore>(provider =>
            {
                store.Inner = ActivatorUtilities.CreateInstance<FileSystemRecordingStore>(provider);
                return store;
            }),
        };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        var waiting = await world.UntilAsync(started.Id, job => job.WaitingReason is not null, Token);
        Assert.Equal((0, 0, "The disk is broken."), (waiting.ProcessedCalls, waiting.FailedCalls, waiting.WaitingReason));
        Assert.Empty(Directory.GetFiles(world.StorageRoot, "*.mp3", SearchOption.AllDirectories));

        store.CannotSettle = false;
        var job = await world.EndAsync(started.Id, Token, seconds: 60);
        Assert.Equal((ImportJobStatus.Completed, 5, 0), (job.Status, job.ProcessedCalls, job.ErrorCount));
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_transcript_that_is_late_is_waited_for_with_the_recording_kept()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(1, TimeProvider.System.GetUtcNow().AddHours(-1));
        var asked = 0;
        world.Source.OnTranscript = _ => ++asked < 2 ? new TranscriptNotReady(TimeSpan.FromSeconds(1)) : null;
        var job = await ImportAsync(world);

        Assert.Equal((1, 2), (job.ProcessedCalls, asked));
        Assert.Equal(1, world.Media.Served["call-0"]);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_shutdown_spends_no_attempt()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(40, EngineWorld.Newest);
        world.Media.Delay = TimeSpan.FromSeconds(2);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        await world.WaitAsync(() => Task.FromResult(!world.Media.Served.IsEmpty), Token);
        await node.StopAsync(Token);

        Assert.All(await world.CallsAsync(started.Id, Token), call =>
        {
            Assert.True(call.Status is ImportedCallStatus.Pending or ImportedCallStatus.Completed);
            Assert.Equal((0, 0), (call.RetryCount, call.LeaseLosses));
        });
        world.Media.Delay = TimeSpan.Zero;
        await world.StartNodeAsync(Token);
        Assert.Equal(40, (await world.EndAsync(started.Id, Token)).ProcessedCalls);
        await world.MustAgreeAsync(Token);
    }

    [Fact]
    public async Task A_request_that_many_share_ends_with_the_node_and_is_no_calls_failure()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(10, EngineWorld.Newest);
        var asked = new TaskCompletionSource();
        using var never = new ManualResetEventSlim();
        world.Source.BeforeTranscripts = async stopping =>
        {
            // Whoever is told first holds up the others: the request is over for a while before its calls hear that the node stops. In which order
            // they are told is not promised, so one asks before the calls do and one after them.
            var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void HoldUp()
            {
                cut.TrySetCanceled(stopping);
                never.Wait(TimeSpan.FromMilliseconds(500), CancellationToken.None);
            }

            stopping.Register(HoldUp);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping);
            stopping.Register(HoldUp);
            asked.TrySetResult();
            await cut.Task;
        };
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        var node = await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await node.StopAsync(Token);

        Assert.All(await world.CallsAsync(started.Id, Token), call =>
            Assert.Equal((ImportedCallStatus.Pending, 0, 0), (call.Status, call.RetryCount, call.LeaseLosses)));
    }

    [Fact]
    public async Task A_database_that_cuts_all_connections_again_and_again_is_a_pause()
    {
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(150, EngineWorld.Newest).PageSize = 20;
        world.Media.Delay = TimeSpan.FromMilliseconds(150);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        for (var cut = 0; cut < 8; cut++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token);
            await world.CutConnectionsAsync(Token);
        }

        var job = await world.EndAsync(started.Id, Token, seconds: 60);
        Assert.Equal((ImportJobStatus.Completed, 150, 0, null), (job.Status, job.ProcessedCalls, job.ErrorCount, job.LastError));
        await world.MustAgreeAsync(Token);
    }

    private static async Task<ImportJob> ImportAsync(EngineWorld world)
    {
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        return await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token, seconds: 60);
    }

    private sealed class FullStore : IRecordingStore
    {
        public bool IsFull { get; set; }

        public bool CannotSettle { get; set; }

        public IRecordingStore? Inner { get; set; }

        private IRecordingStore Store => Inner ?? throw new InvalidOperationException("Not in use yet.");

        public Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken) =>
            IsFull ? throw new CallFaultException(FailureClass.Storage, "The disk is full.") : Store.StageAsync(stagingKey, cancellationToken);

        public Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken) => Store.SealAsync(stagingKey, key, cancellationToken);

        public Task SettleAsync(CancellationToken cancellationToken) =>
            CannotSettle ? throw new CallFaultException(FailureClass.Storage, "The disk is broken.") : Store.SettleAsync(cancellationToken);

        public Task<long?> LengthAsync(string key, CancellationToken cancellationToken) => Store.LengthAsync(key, cancellationToken);

        public Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken) => Store.OpenReadAsync(key, cancellationToken);

        public Task DeleteAsync(string key, CancellationToken cancellationToken) => Store.DeleteAsync(key, cancellationToken);

        public IAsyncEnumerable<StoredObject> ListAsync(bool staged, CancellationToken cancellationToken) => Store.ListAsync(staged, cancellationToken);

        public Task ProbeAsync(CancellationToken cancellationToken) =>
            IsFull ? throw new CallFaultException(FailureClass.Storage, "The disk is full.") : Store.ProbeAsync(cancellationToken);
    }
}
