using System.Text.Json.Serialization;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Fathom;
using CallImport.Sandbox.Five29;
using CallImport.Sandbox.Gong;
using CallImport.Sandbox.Grain;
using CallImport.Sandbox.RingCentral;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;
using CallImport.Sandbox.ZoomPhone;

namespace CallImport.Sandbox;

/// <summary>
/// The sandbox platforms as a server of their own, in this process or in another. It listens on loopback only, logs warnings
/// only, and reads no configuration by itself.
/// </summary>
public static class SandboxServer
{
    /// <summary>Loaded once, however many servers a test process starts.</summary>
    private static readonly Lazy<Stage> Stage = new(World.Stage.Load);

    /// <summary>For what the sandbox writes instead of serving it.</summary>
    internal static Stage SharedStage => Stage.Value;

    /// <summary>A server that is ready to be started. The caller stops and disposes it.</summary>
    /// <param name="options">what to serve and where</param>
    /// <param name="time">clock of tokens, cursors, quotas and windows; empty = the system's</param>
    /// <param name="standalone">true: it owns the process and ends with it; false: it is a guest in another host</param>
    /// <exception cref="ArgumentException">an address that is not loopback</exception>
    public static WebApplication Build(SandboxOptions options, TimeProvider? time = null, bool standalone = false)
    {
        var listeners = new Listeners(Loopback("Sandbox:Urls", options.Urls), Loopback("Sandbox:ControlUrls", options.ControlUrls));
        var endpoints = new ConfigurationBuilder().Add(listeners).Build();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CallImport.Sandbox" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(endpoints, reloadOnChange: true);
        });
        if (standalone)
        {
            builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        }
        else
        {
            builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        }

        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services
            .AddSingleton(options)
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton(Stage.Value)
            .AddSingleton(listeners)
            .AddSingleton<Availability>()
            .AddSingleton<Reachability>()
            .AddSingleton(services => new FaultBook(options.Seed, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<Signer>()
            .AddSingleton<MediaUrls>()
            .AddSingleton<RecordingServer>()
            .AddSingleton<VendorRegister>()
            .AddSingleton<RequestStats>()
            .AddSingleton<Ledger>()
            .AddSingleton<VendorControl>()
            .AddSingleton<ControlState>()
            .AddSingleton<FrontPage>()
            .AddGong()
            .AddFathom()
            .AddGrain()
            .AddRingCentral()
            .AddZoomPhone()
            .AddFive29();

        var app = builder.Build();
        app.UseRouting();
        app.UseMiddleware<StatsMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.MapGong();
        app.MapFathom();
        app.MapGrain();
        app.MapRingCentral();
        app.MapZoomPhone();
        app.MapFive29();
        app.MapControl();
        app.UseEndpoints(_ => { });
        app.Lifetime.ApplicationStarted.Register(() => listeners.Started(app.Urls));
        return app;
    }

    /// <summary>Builds and starts. The real addresses, also for port 0, are in <see cref="WebApplication.Urls"/>.</summary>
    public static async Task<WebApplication> StartAsync(SandboxOptions options, CancellationToken cancellationToken, TimeProvider? time = null)
    {
        var app = Build(options, time);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static string[] Loopback(string key, string value)
    {
        var urls = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback)
            ? urls
            : throw new ArgumentException($"{key} has to name loopback addresses, not \"{value}\".", nameof(value));
    }

    /// <summary>A guest does not listen for the signals that end the process.</summary>
    private sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
