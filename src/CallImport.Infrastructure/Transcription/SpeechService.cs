using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using CallImport.Domain.Calls;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Audio;

namespace CallImport.Infrastructure.Transcription;

/// <summary>
/// Any server that speaks the OpenAI protocol. Each request is sent once: a second one would be paid for, too. While the service is away or busy
/// nobody on this node asks it.
/// </summary>
internal sealed partial class SpeechService
{
    /// <summary>Two minutes of sound take a slow server about as long; more than this is no answer any more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>OpenAI's younger models answer with words alone.</summary>
    private const string ModelsWithoutTimes = "gpt-4o";

    private readonly TimeProvider clock;
    private readonly ILogger<SpeechService> logger;
    private readonly AudioClient client;
    private readonly Lock gate = new();
    private TranscriptionException? shut;
    private long shutAt;

    public SpeechService(IOptions<TranscriptionOptions> options, TimeProvider clock, ILogger<SpeechService> logger)
    {
        (this.clock, this.logger) = (clock, logger);
        var server = options.Value.OpenAI;
        Model = server.Model;

        // The client insists on a key; servers that ask for none ignore it.
        var key = new ApiKeyCredential(server.ApiKey.Length > 0 ? server.ApiKey : "none");
        client = new AudioClient(server.Model, key, new OpenAIClientOptions
        {
            Endpoint = server.BaseUrl,
            NetworkTimeout = Patience,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        });
    }

    public string Model { get; }

    /// <summary>False: where the words stand follows from how finely the recording is cut.</summary>
    public bool TellsTimes => !Model.StartsWith(ModelsWithoutTimes, StringComparison.OrdinalIgnoreCase);

    /// <param name="name">With the extension that tells the service what it gets.</param>
    /// <returns>What was said, in milliseconds from the start of <paramref name="sound"/>; one segment without an end where the service tells no times.</returns>
    /// <exception cref="TranscriptionException">The service is away, or refuses this sound.</exception>
    public async Task<IReadOnlyList<SpokenWords>> AskAsync(Stream sound, string name, string? language, CancellationToken cancellationToken)
    {
        ThrowIfShut();
        try
        {
            var options = new AudioTranscriptionOptions
            {
                ResponseFormat = TellsTimes ? AudioTranscriptionFormat.Verbose : AudioTranscriptionFormat.Simple,
                Language = TwoLetters(language),
                Temperature = 0,
            };
            var answer = await client.TranscribeAudioAsync(sound, name, options, cancellationToken);
            return Read(answer.Value);
        }
        catch (ClientResultException refused)
        {
            throw Refusal(refused);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or NotSupportedException)
        {
            throw Shut("The transcription service gave an answer that cannot be read.", TimeSpan.FromMinutes(1), failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AggregateException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Shut("The transcription service cannot be reached.", Pause, failure);
        }
    }

    private TranscriptionException Refusal(ClientResultException refused) => refused.Status switch
    {
        0 => Shut("The transcription service cannot be reached.", Pause, refused),
        401 or 403 => Shut("The transcription service does not accept this installation's key. An operator has to correct it.", Pause, refused),
        404 => Shut("The transcription service knows neither this address nor this model. An operator has to correct the settings.", Pause, refused),
        429 => Shut("The transcription service asks to wait.", RetryAfter(refused) ?? Pause * 2, refused),
        408 or 409 or 425 or >= 500 => Shut($"The transcription service has an error of its own (HTTP {refused.Status}).", RetryAfter(refused) ?? Pause, refused),
        413 => new TranscriptionException("The recording is larger than the transcription service takes; with ffmpeg installed it would be sent in parts.", null, refused),
        _ => new TranscriptionException($"The transcription service refused this recording (HTTP {refused.Status}).", null, refused),
    };

    private void ThrowIfShut()
    {
        lock (gate)
        {
            if (shut is { Pause: { } pause } && clock.GetElapsedTime(shutAt) is var since && since < pause)
            {
                throw new TranscriptionException(shut.Message, pause - since);
            }

            shut = null;
        }
    }

    private TranscriptionException Shut(string reason, TimeSpan pause, Exception cause)
    {
        var exception = new TranscriptionException(reason, pause, cause);
        lock (gate)
        {
            if (shut is null)
            {
                Log.Shut(logger, reason, pause);
            }

            (shut, shutAt) = (exception, clock.GetTimestamp());
        }

        return exception;
    }

    private TimeSpan? RetryAfter(ClientResultException refused) =>
        refused.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value) && value is not null
        && RetryAfterHeader.Of(value, AnsweredAt(response)) is { } wait
            ? wait < LongestPause ? wait : LongestPause
            : null;

    private DateTimeOffset AnsweredAt(PipelineResponse response) =>
        response.Headers.TryGetValue("Date", out var value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var date) ? date : clock.GetUtcNow();

    private static List<SpokenWords> Read(AudioTranscription answer) => answer.Segments is { Count: > 0 } segments
        ? [.. segments.Where(segment => !IsImagined(segment)).Select(Words).Where(words => words.Text.Length > 0)]
        : string.IsNullOrWhiteSpace(answer.Text) ? [] : [new SpokenWords(0, null, answer.Text.Trim())];

    private static SpokenWords Words(TranscribedSegment segment)
    {
        var start = Milliseconds(segment.StartTime);
        return new SpokenWords(start, Math.Max(start, Milliseconds(segment.EndTime)), segment.Text?.Trim() ?? "");
    }

    /// <summary>The model itself thinks that nobody spoke, and is not sure of its words.</summary>
    private static bool IsImagined(TranscribedSegment segment) => segment is { NoSpeechProbability: > 0.8f, AverageLogProbability: < -1f };

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, 0, int.MaxValue);

    private static string? TwoLetters(string? language) => language?.Split('-', '_')[0] is { Length: 2 } code && code.All(char.IsAsciiLetter) ? code.ToLowerInvariant() : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Transcription pauses for {Pause}: {Reason}")]
        public static partial void Shut(ILogger logger, string reason, TimeSpan pause);
    }
}

/// <param name="StartMs">From the start of what was sent.</param>
/// <param name="EndMs">Null: to its end.</param>
internal sealed record SpokenWords(int StartMs, int? EndMs, string Text);
