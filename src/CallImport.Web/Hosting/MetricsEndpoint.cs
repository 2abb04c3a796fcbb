using System.Text;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Telemetry;

namespace CallImport.Web.Hosting;

/// <summary>
/// <c>/metrics</c>. A histogram of OpenTelemetry begins to exist with its first value; the contract has every series at 0 from the
/// start, so the empty ones are added to the exporter's answer.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    public static void UseMetrics(this WebApplication app)
    {
        string[] platforms = [.. PlatformCatalog.Descriptors.Select(platform => platform.Slug)];
        app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<ImportMetrics>().Begin(platforms));
        app.UseWhen(context => context.Request.Path == Path, branch => branch.Use((context, next) => CompleteAsync(context, next, platforms)));
        app.UseOpenTelemetryPrometheusScrapingEndpoint(Path);
    }

    private static async Task CompleteAsync(HttpContext context, RequestDelegate next, string[] platforms)
    {
        var original = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = original;
        }

        var text = Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        var complete = context.Response.StatusCode == StatusCodes.Status200OK ? EmptyHistograms.AddTo(text, platforms) : text;
        context.Response.ContentLength = null;
        await original.WriteAsync(Encoding.UTF8.GetBytes(complete), context.RequestAborted);
    }
}
