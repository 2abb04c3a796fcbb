using CallImport.Domain.Calls;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Transcription;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Transcription;

public sealed class ServiceTranscriberTests : IAsyncLifetime
{
    private const string Sha256 = "0000000000000000000000000000000000000000000000000000000000000001";

    private readonly string root = Path.Combine(Path.GetTempPath(), $"callimport-speech-{Guid.NewGuid():N}");
    private readonly FakeTimeProvider clock = new();
    private readonly KeptAnswers answers = new();
    private FakeSpeechServer? server;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Set before any test runs.
    private FakeSpeechServer Server => server!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(root);
        server = await FakeSpeechServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_recording_that_cannot_be_decoded_here_is_sent_as_it_is()
    {
        var sound = new byte[] { 1, 2, 3, 4, 5 };

        var transcript = await TranscribeAsync(await StoreAsync(sound, "xyz", "en-US"));

        Assert.Equal([new TranscriptSegment("channel 1", 0, 1000, "Hello there.")], transcript.Segments);
        var request = Assert.Single(Server.Requests);
        Assert.Equal(("call.xyz", "whisper-1", "verbose_json", "en", "Bearer test-key"), (request.FileName, request.Model, request.Format, request.Language, request.Authorization));
        Assert.Equal(sound, request.Sound);
    }

    [Fact]
    public async Task What_was_answered_once_is_not_paid_for_again()
    {
        var recording = await StoreAsync([1], "xyz");

        var first = await TranscribeAsync(recording);
        var second = await TranscribeAsync(recording);

        Assert.Equal(first.Segments, second.Segments);
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(415)]
    public async Task A_refusal_of_the_recording_is_final_and_quotes_nothing(int status)
    {
        Server.Answer = FakeSpeechServer.Refusing(status);

        var refused = await Assert.ThrowsAsync<TranscriptionException>(async () => await TranscribeAsync(await StoreAsync([1], "xyz")));

        Assert.Null(refused.Pause);
        Assert.DoesNotContain("sk-secret", refused.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    [Theory]
    [InlineData(401, null, 15)]
    [InlineData(404, null, 15)]
    [InlineData(429, "7", 7)]
    [InlineData(429, null, 30)]
    [InlineData(500, null, 15)]
    [InlineData(503, "20", 20)]
    [InlineData(503, "86400", 900)]
    [InlineData(429, "Sat, 01 Jan 2000 00:01:30 GMT", 90)]
    public async Task A_service_that_is_away_or_busy_or_wrongly_set_up_is_waited_for(int status, string? retryAfter, int seconds)
    {
        Server.Answer = FakeSpeechServer.Refusing(status, retryAfter);

        var away = await Assert.ThrowsAsync<TranscriptionException>(async () => await TranscribeAsync(await StoreAsync([1], "xyz")));

        Assert.Equal(TimeSpan.FromSeconds(seconds), away.Pause);
        Assert.Single(Server.Requests);
    }

    [Fact]
    public async Task An_answer_of_another_kind_is_waited_for()
    {
        Server.Answer = (context, _) =>
        {
            context.Response.ContentType = "text/html";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "<html>Maintenance</html>");
        };

        Assert.NotNull((await Assert.ThrowsAsync<TranscriptionException>(async () => await TranscribeAsync(await StoreAsync([1], "xyz")))).Pause);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_waited_for_and_left_alone_meanwhile()
    {
        using var transcriber = Transcriber(new Uri("http://127.0.0.1:9/v1"));
        var recording = await StoreAsync([1], "xyz");
        var first = await Assert.ThrowsAsync<TranscriptionException>(() => transcriber.TranscribeAsync(recording, Cancelled));
        clock.Advance(TimeSpan.FromSeconds(5));

        var second = await Assert.ThrowsAsync<TranscriptionException>(() => transcriber.TranscribeAsync(recording, Cancelled));

        Assert.Equal((TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10)), (first.Pause, second.Pause));
    }

    [Fact]
    public async Task Channels_go_apart_and_what_is_said_in_silence_is_not_believed()
    {
        Assert.SkipUnless(new Ffmpeg().CanRead("wav"), "ffmpeg is not installed.");
        Server.Answer = (context, _) => FakeSpeechServer.Verbose(context, (0.2, 2, "Good morning."), (4, 9, "Thank you for watching."));
        var left = Speech.Of(500, 3_000, 7_500, 1_000, 1_000);
        var right = Speech.Of(5_000, 3_000, 5_000);

        var transcript = await TranscribeAsync(await StoreAsync(Stereo(left, right), "wav"));

        Assert.Equal(["channel 1", "channel 2"], transcript.Segments.Select(segment => segment.Speaker));
        Assert.All(transcript.Segments, segment => Assert.Equal("Good morning.", segment.Text));
        Assert.True(transcript.Segments[1].StartMs > 4_500);
        Assert.Equal(2, Server.Requests.Count);
        Assert.All(Server.Requests, request => Assert.Equal("call.wav", request.FileName));
    }

    [Fact]
    public async Task A_recording_of_silence_is_not_sent_at_all()
    {
        Assert.SkipUnless(new Ffmpeg().CanRead("wav"), "ffmpeg is not installed.");

        var transcript = await TranscribeAsync(await StoreAsync(Stereo(Speech.Pause(3_000), Speech.Pause(3_000)), "wav"));

        Assert.Empty(transcript.Segments);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task What_is_no_sound_is_refused_for_good()
    {
        Assert.SkipUnless(new Ffmpeg().CanRead("wav"), "ffmpeg is not installed.");

        var refused = await Assert.ThrowsAsync<TranscriptionException>(async () => await TranscribeAsync(await StoreAsync([1, 2, 3], "wav")));

        Assert.Null(refused.Pause);
    }

    private static byte[] Stereo(short[] left, short[] right)
    {
        using var file = WaveFile.Of(Speech.Together(left, right));
        var bytes = file.ToArray();
        (bytes[22], bytes[32]) = (2, 4);
        return bytes;
    }

    private async Task<SpokenRecording> StoreAsync(byte[] sound, string extension, string? language = null)
    {
        var store = Store();
        await using var writer = await store.StageAsync(".incoming/one", Cancelled);
        await writer.WriteAsync(sound, Cancelled);
        await writer.CompleteAsync(Cancelled);
        return new SpokenRecording { WorkspaceId = Guid.Empty, Key = ".incoming/one", Sha256 = Sha256, Extension = extension, Language = language };
    }

    private async Task<Transcript> TranscribeAsync(SpokenRecording recording)
    {
        using var transcriber = Transcriber(Server.BaseUrl);
        return await transcriber.TranscribeAsync(recording, Cancelled);
    }

    private ServiceTranscriber Transcriber(Uri baseUrl)
    {
        var options = new TranscriptionOptions
        {
            Provider = TranscriptionProvider.OpenAI,
            OpenAI = new OpenAIServerOptions { BaseUrl = baseUrl, ApiKey = "test-key", Model = "whisper-1" },
        };
        return new ServiceTranscriber(new SpeechService(Options.Create(options), clock, NullLogger<SpeechService>.Instance), answers, Store(), new Ffmpeg());
    }

    private FileSystemRecordingStore Store() => new(Options.Create(new StorageOptions { FileSystem = new FileSystemStorageOptions { Root = root } }));

    private sealed class KeptAnswers : IAnsweredSpeech
    {
        private readonly Dictionary<SpeechQuestion, IReadOnlyList<SpokenWords>> kept = [];

        public Task<IReadOnlyList<SpokenWords>?> FindAsync(SpeechQuestion question, CancellationToken cancellationToken) => Task.FromResult(kept.GetValueOrDefault(question));

        public Task KeepAsync(SpeechQuestion question, IReadOnlyList<SpokenWords> answer, CancellationToken cancellationToken)
        {
            kept.TryAdd(question, answer);
            return Task.CompletedTask;
        }
    }
}
