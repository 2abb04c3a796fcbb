using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Transcription;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Transcription;

public sealed class TranscriptionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly string spoken = Path.Combine(Path.GetTempPath(), $"callimport-spoken-{Guid.NewGuid():N}.wav");
    private SpeechServer? speech;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Set before any test runs.
    private SpeechServer Speech => speech!;

    public async ValueTask InitializeAsync()
    {
        speech = await SpeechServer.StartAsync(Token);
        var voice = Enumerable.Range(0, 2 * Sound.SampleRate).Select(at => (short)(at % 8000 < 1000 ? 0 : 8000 * Math.Sin(at * 0.2))).ToArray();
        await using var file = File.Create(spoken);
        await WaveFile.Of(voice).CopyToAsync(file, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Speech.DisposeAsync();
        File.Delete(spoken);
    }

    [Fact]
    public async Task A_service_that_is_away_is_a_pause_and_every_call_is_paid_for_once()
    {
        await using var world = await WorldAsync(calls: 1);
        WithService(world);
        Speech.Status = 503;
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await world.StartNodeAsync(Token);
        var started = await world.StartImportAsync(actor, credential, Token);
        await world.WaitAsync(async () => (await world.CallsAsync(started.Id, Token)) is [{ WaitingReason: not null }], Token);
        Speech.Status = 0;
        await world.RunSqlAsync("UPDATE imported_calls SET due_at = due_at - interval '14 seconds'", Token);
        var job = await world.EndAsync(started.Id, Token);

        Assert.Equal((ImportJobStatus.Completed, 1, 0), (job.Status, job.ProcessedCalls, job.ErrorCount));
        Assert.Equal(0, Assert.Single(await world.CallsAsync(job.Id, Token)).RetryCount);
        Assert.Equal(1, Assert.Single(Speech.Answered).Value);
        var call = await OnlyCallAsync(world, actor);
        Assert.Equal(("speech_to_text", "Speaker 1"), (call.Provenance.TranscriptSource, Assert.Single(call.Transcript?.Segments ?? []).Speaker));
        Assert.NotNull(call.Insights);
    }

    [Fact]
    public async Task Without_a_service_a_call_is_imported_says_so_and_is_written_down_later_without_a_download()
    {
        await using var world = await WorldAsync(calls: 2);
        var (actor, credential) = await world.AddWorkspaceAsync(Token);
        await using (await world.StartNodeAsync(Token))
        {
            var job = await world.EndAsync((await world.StartImportAsync(actor, credential, Token)).Id, Token);
            Assert.Equal((ImportJobStatus.Completed, 2), (job.Status, job.ProcessedCalls));
            var refused = await world.Get<TranscribeCalls>().OfImportAsync(actor, job.Id, Token);
            Assert.IsType<NoTranscription>(refused.Refusal);
        }

        var found = await world.Get<EngagementQueries>().SearchAsync(actor, new EngagementSearch(), Token);
        var before = await world.Get<EngagementQueries>().FindAsync(actor, found.Items[0].Id, Token);
        Assert.Contains("speech recognition is not set up", before?.TranscriptAbsence, StringComparison.Ordinal);
        var located = world.Source.LocateRequests;
        WithService(world);
        var node = await world.StartNodeAsync(Token);
        Assert.Equal(1, (await node.Get<TranscribeCalls>().OneAsync(actor, found.Items[0].Id, Token)).Value);
        Assert.Equal(1, (await node.Get<TranscribeCalls>().OfImportAsync(actor, before?.Provenance.ImportJobId ?? Guid.Empty, Token)).Value);
        await world.WaitAsync(async () => (await world.Get<EngagementQueries>().TranscriptsAsync(actor, [.. found.Items.Select(item => item.Id)], Token)).Count == 2, Token);

        Assert.Equal(located, world.Source.LocateRequests);
        Assert.Single((await world.Get<EngagementQueries>().SearchAsync(actor, new EngagementSearch { Text = "\"morning from the service\" -nobody" }, Token)).Items.Take(1));
        Assert.IsType<NothingToTranscribe>((await node.Get<TranscribeCalls>().OneAsync(actor, found.Items[0].Id, Token)).Refusal);
        Assert.IsType<CallNotFound>((await node.Get<TranscribeCalls>().OneAsync(actor with { WorkspaceId = Guid.NewGuid() }, found.Items[0].Id, Token)).Refusal);

        // Both are the same recording of the same workspace: its answer was there already for the second one.
        Assert.Equal(1, Assert.Single(Speech.Answered).Value);
    }

    private static async Task<EngagementDetail> OnlyCallAsync(EngineWorld world, Actor actor)
    {
        var found = await world.Get<EngagementQueries>().SearchAsync(actor, new EngagementSearch(), Token);
        return await world.Get<EngagementQueries>().FindAsync(actor, Assert.Single(found.Items).Id, Token) ?? throw new InvalidOperationException("It was found a moment ago.");
    }

    private void WithService(EngineWorld world) => world.Settings = world.Settings with
    {
        Services = services => services.Configure<TranscriptionOptions>(options =>
        {
            options.Provider = TranscriptionProvider.OpenAI;
            options.OpenAI = new OpenAIServerOptions { BaseUrl = Speech.BaseUrl, Model = "any" };
        }),
    };

    private async Task<EngineWorld> WorldAsync(int calls)
    {
        var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Source.With(calls, EngineWorld.Newest);
        world.Source.OnTranscript = _ => new TranscriptAbsent();
        world.Source.OnLocate = _ => new RecordingHere(_ => Task.FromResult<Stream>(File.OpenRead(spoken)));
        return world;
    }
}
