using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Transcription;
using CallImport.Infrastructure.Verification;
using CallImport.Sandbox.Five29;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Transcription;

/// <summary>The whole way of recordings that are handed over as files: dropped, connected, planned, imported, and written down by a real recogniser.</summary>
public sealed class SpokenFilesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Calls = 8;

    private readonly string drops = Directory.CreateTempSubdirectory("callimport-drops-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await Five29Samples.WriteAsync(Path.Combine(drops, "sample"), new Five29SampleShape(Calls, RecordingBytes: 24_000, WithStrays: true), TimeProvider.System, Token);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(drops, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Files_become_calls_and_what_comes_without_words_is_written_down()
    {
        Assert.SkipUnless(LocalRecogniser.IsInstalled, LocalRecogniser.Missing);
        await using var speech = await SpeechServer.StartAsync(Token);
        speech.Recognise = LocalRecogniser.HearAsync;
        await using var world = await EngineWorld.CreateAsync(postgres, Token);
        world.Settings = world.Settings with
        {
            Services = services =>
            {
                services.Configure<FileDropOptions>(options => options.SampleRoot = drops);
                services.Configure<TranscriptionOptions>(options =>
                    (options.Provider, options.OpenAI) = (TranscriptionProvider.OpenAI, new OpenAIServerOptions { BaseUrl = speech.BaseUrl, Model = "pocketsphinx" }));
            },
        };
        var node = await world.StartNodeAsync(Token);
        var (member, _) = await world.AddWorkspaceAsync(Token);
        var actor = member with { Role = WorkspaceRole.Owner };
        var connected = await node.Get<CreateCredential>().ExecuteAsync(
            actor, new NewCredential { Platform = "FIVE9", Values = new Dictionary<string, string> { ["folder"] = "sample" } }, null, Token);
        var credential = EngineWorld.Value<ImportCredential>(connected);

        var plan = EngineWorld.Value(await node.Get<PreviewImport>().ExecuteAsync(actor, credential.Id, null, null, Token));
        Assert.Equal((Calls - 1, true), (plan.SourceCalls, plan.IsExact));
        var started = EngineWorld.Value(await node.Get<StartImport>().ExecuteAsync(actor, new StartImportRequest { CredentialId = credential.Id }, Token));
        var job = await world.EndAsync(started.Id, Token, seconds: 90);

        Assert.Equal((ImportJobStatus.Completed, Calls - 1, 0), (job.Status, job.ProcessedCalls, job.FailedCalls));
        Assert.Empty(await LedgerCheck.FindDifferencesAsync(world.Get<VerifyConsistency>(), null, 0, Token));
        var library = world.Get<EngagementQueries>();
        var found = await library.SearchAsync(actor, new EngagementSearch { First = 50 }, Token);
        var calls = (await Task.WhenAll(found.Items.Select(item => library.FindAsync(actor, item.Id, Token)))).OfType<EngagementDetail>().ToList();
        Assert.All(calls, call => Assert.NotNull(call.Recording));
        Assert.Contains(calls, call => call.Provenance.TranscriptSource == "source");
        var written = calls.Where(call => call.Provenance.TranscriptSource == "speech_to_text").ToList();
        Assert.NotEmpty(written);
        Assert.All(speech.Answered.Values, times => Assert.Equal(1, times));

        // People say two or three words a second; what a small recogniser makes of them is rough, but it hears most of them.
        var (heard, seconds) = (written.Sum(call => Words(call).Count), written.Sum(call => call.DurationSeconds ?? 0));
        Assert.True(heard >= seconds / 2, $"{heard} words in {seconds} seconds.");
    }

    private static List<string> Words(EngagementDetail call) =>
        [.. (call.Transcript?.Segments ?? []).SelectMany(segment => segment.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
