using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.E2E.Imports;

/// <summary>A media host: serves an MP3 made from the id, unless told otherwise.</summary>
internal sealed class MediaServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int active;

    private MediaServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int Bytes { get; set; } = 20_000;

    /// <summary>Held before every answer.</summary>
    public TimeSpan Delay { get; set; }

    public ConcurrentDictionary<string, int> Served { get; } = [];

    public int MostAtOnce { get; set; }

    /// <summary>Takes the place of the usual answer for an id.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, int, Task>> Misbehaves { get; } = [];

    public static async Task<MediaServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new MediaServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        server.Address = new Uri(server.app.Urls.First());
        return server;
    }

    /// <summary>What a call's recording is, byte for byte.</summary>
    public byte[] RecordingOf(string id)
    {
        var bytes = new byte[Bytes];
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(id));
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(seed[index % seed.Length] + index);
        }

        "ID3"u8.CopyTo(bytes);
        return bytes;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var id = Uri.UnescapeDataString(context.Request.Path.Value?.TrimStart('/') ?? "");
        var time = Served.AddOrUpdate(id, 1, (_, before) => before + 1);
        var now = Interlocked.Increment(ref active);
        MostAtOnce = Math.Max(MostAtOnce, now);
        try
        {
            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay, TimeProvider.System, context.RequestAborted);
            }

            if (Misbehaves.TryGetValue(id, out var misbehave))
            {
                await misbehave(context, time);
                return;
            }

            context.Response.ContentType = "audio/mpeg";
            context.Response.ContentLength = Bytes;
            await context.Response.Body.WriteAsync(RecordingOf(id), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref active);
        }
    }
}
