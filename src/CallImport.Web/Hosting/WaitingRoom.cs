using CallImport.Infrastructure.Data;

namespace CallImport.Web.Hosting;

/// <summary>
/// Answers on the server's addresses while the database is not up yet: alive, not ready. Nothing else of the application has to
/// know how to live without a database.
/// </summary>
internal static class WaitingRoom
{
    public static async Task PrepareAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        var start = app.Services.GetRequiredService<DatabaseStart>();
        while (true)
        {
            if (!await start.IsUpAsync(cancellationToken))
            {
                await using var room = Build(app);
                await room.StartAsync(cancellationToken);
                await start.WaitAsync(cancellationToken);
                await room.StopAsync(cancellationToken);
            }

            if (await start.TryRunAsync(cancellationToken))
            {
                return;
            }
        }
    }

    private static WebApplication Build(WebApplication app)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(app.Configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false)
            .UseUrls(app.Configuration[WebHostDefaults.ServerUrlsKey] ?? ServerBuilder.DefaultUrl);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        var room = builder.Build();
        room.Run(async context =>
        {
            var isLiveness = context.Request.Path == HealthEndpoints.Live;
            context.Response.StatusCode = isLiveness ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = isLiveness ? default : "5";
            await context.Response.WriteAsJsonAsync(
                isLiveness ? HealthEndpoints.Alive : HealthEndpoints.WaitingForDatabase, HealthEndpoints.Json, context.RequestAborted);
        });
        return room;
    }

    /// <summary>The process's own signals are somebody else's business.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
