using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.Unit.Transcription;

/// <summary>Answers as OpenAI documents POST /v1/audio/transcriptions (platform.openai.com/docs/api-reference/audio/createTranscription), or as it is told.</summary>
internal sealed class FakeSpeechServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeSpeechServer(WebApplication app) => this.app = app;

    public Uri BaseUrl => new(app.Urls.First() + "/v1");

    public ConcurrentQueue<SpeechRequest> Requests { get; } = [];

    public Func<HttpContext, SpeechRequest, Task> Answer { get; set; } = (context, _) => Verbose(context, (0, 1, "Hello there."));

    public static async Task<FakeSpeechServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new FakeSpeechServer(app);
        app.MapPost("/v1/audio/transcriptions", server.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static Task Verbose(HttpContext context, params (double Start, double End, string Text)[] segments) => context.Response.WriteAsJsonAsync(new
    {
        task = "transcribe",
        language = "english",
        duration = 10.0,
        text = string.Join(' ', segments.Select(segment => segment.Text)),
        segments = segments.Select((segment, id) => new
        {
            id,
            seek = 0,
            start = segment.Start,
            end = segment.End,
            text = segment.Text,
            tokens = Array.Empty<int>(),
            temperature = 0.0,
            avg_logprob = -0.2,
            compression_ratio = 1.0,
            no_speech_prob = 0.01,
        }),
    });

    public static Func<HttpContext, SpeechRequest, Task> Refusing(int status, string? retryAfter = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        context.Response.Headers.Date = "Sat, 01 Jan 2000 00:00:00 GMT";
        return context.Response.WriteAsJsonAsync(new { error = new { message = "key sk-secret is not liked", type = "invalid_request_error" } });
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var file = form.Files[0];
        using var body = new MemoryStream();
        await file.CopyToAsync(body, context.RequestAborted);
        var request = new SpeechRequest(
            file.FileName, body.ToArray(), form["model"].ToString(), form["response_format"].ToString(), form["language"].ToString(), context.Request.Headers.Authorization.ToString());
        Requests.Enqueue(request);
        await Answer(context, request);
    }
}

internal sealed record SpeechRequest(string FileName, byte[] Sound, string Model, string Format, string Language, string Authorization);
