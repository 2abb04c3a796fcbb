using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.E2E.Transcription;

/// <summary>A transcription service as OpenAI documents it (platform.openai.com/docs/api-reference/audio/createTranscription), with any recogniser behind it.</summary>
internal sealed class SpeechServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SpeechServer(WebApplication app) => this.app = app;

    public Uri BaseUrl => new(app.Urls.First() + "/v1");

    /// <summary>Hears the same in everything.</summary>
    public Func<byte[], CancellationToken, Task<IReadOnlyList<HeardWords>>> Recognise { get; set; } =
        (_, _) => Task.FromResult<IReadOnlyList<HeardWords>>([new HeardWords(0.1, 0.9, "Good morning from the service.")]);

    /// <summary>Answered instead of words; 0 = words.</summary>
    public int Status { get; set; }

    /// <summary>How often each sound was answered with words.</summary>
    public ConcurrentDictionary<string, int> Answered { get; } = [];

    public int Refused { get; private set; }

    public static async Task<SpeechServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new SpeechServer(app);
        app.MapPost("/v1/audio/transcriptions", server.AnswerAsync);
        await app.StartAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        using var sound = new MemoryStream();
        await form.Files[0].CopyToAsync(sound, context.RequestAborted);
        if (Status != 0)
        {
            Refused++;
            context.Response.StatusCode = Status;
            return;
        }

        var heard = await Recognise(sound.ToArray(), context.RequestAborted);
        Answered.AddOrUpdate(Convert.ToHexStringLower(SHA256.HashData(sound.ToArray())), 1, (_, times) => times + 1);
        await context.Response.WriteAsJsonAsync(
            new
            {
                text = string.Join(' ', heard.Select(words => words.Text)),
                segments = heard.Select((words, id) => new { id, start = words.Start, end = words.End, text = words.Text, avg_logprob = -0.3, no_speech_prob = 0.0 }),
            },
            context.RequestAborted);
    }
}

/// <param name="Start">Seconds from the start of the sound.</param>
internal sealed record HeardWords(double Start, double End, string Text);
