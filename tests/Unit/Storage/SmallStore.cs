using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.Unit.Storage;

/// <summary>An object store of this process.</summary>
internal abstract class SmallStore : IAsyncDisposable
{
    /// <summary>Status of every answer; 0 for none of that.</summary>
    public volatile int Refuses;

    /// <summary>The method <see cref="Refuses"/> is for; null for all.</summary>
    public volatile string? Refused;

    private WebApplication? app;

    public Uri Address => new(app?.Urls.First() ?? throw new InvalidOperationException("The server is not running."));

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    protected int RefusalOf(HttpContext context) => Refused is null || Refused == context.Request.Method ? Refuses : 0;

    protected abstract Task AnswerAsync(HttpContext context);

    protected static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    protected static Task WriteAsync(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        if (xml.Length == 0 || HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(xml, context.RequestAborted);
    }
}
