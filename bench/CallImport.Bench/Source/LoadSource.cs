using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallImport.Bench.Source;

/// <summary>
/// A source that speaks as much of Gong's API as an import needs and costs as little as it can: every answer is bytes that are copied out. It runs in a
/// process of its own, so that its processor time is nobody else's.
/// </summary>
internal static class LoadSource
{
    public const string MediaPath = "/media/";

    /// <summary>Of larger recordings the same piece is sent again and again.</summary>
    private const int LargestPiece = 1 << 20;

    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var world = new SourceWorld(arguments.Number("calls", 10_000), arguments.Number("sentences", 24), new Uri($"http://127.0.0.1:{arguments.Number("port", 0)}"));
        var bytes = arguments.Number("bytes", 200_000);
        var recording = Recording(Math.Min(bytes, LargestPiece));
        var latency = TimeSpan.FromMilliseconds(arguments.Number("latency-ms", 0));

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(world.Address.ToString());
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(async context =>
        {
            if (latency > TimeSpan.Zero)
            {
                await Task.Delay(latency, TimeProvider.System, context.RequestAborted);
            }

            if (context.Request.Path.Value is { } path && path.StartsWith(MediaPath, StringComparison.Ordinal))
            {
                context.Response.ContentType = "audio/mpeg";
                context.Response.ContentLength = Math.Max(bytes, recording.Length);
                for (var left = Math.Max(bytes, recording.Length); left > 0; left -= recording.Length)
                {
                    await context.Response.Body.WriteAsync(recording.AsMemory(0, Math.Min(left, recording.Length)), context.RequestAborted);
                }
            }
            else
            {
                await AnswerAsync(context, world);
            }
        });
        await ((IHost)app).RunAsync(cancellationToken);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, SourceWorld world)
    {
        var answer = context.Request.Path.Value switch
        {
            "/v2/calls/extensive" => await world.CallsAsync(context.Request.Body, context.RequestAborted),
            "/v2/calls/transcript" => await world.TranscriptsAsync(context.Request.Body, context.RequestAborted),
            "/v2/calls" => world.Nothing(),
            _ => null,
        };
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    /// <summary>Begins as an MP3 does; what follows nobody decodes.</summary>
    private static byte[] Recording(int length)
    {
        var bytes = new byte[Math.Max(length, 64)];
        new Random(1).NextBytes(bytes);
        "ID3"u8.CopyTo(bytes);
        return bytes;
    }
}
