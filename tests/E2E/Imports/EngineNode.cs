using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Insights;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using CallImport.Infrastructure.Verification;
using CallImport.Infrastructure.Webhooks;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CallImport.Tests.E2E.Imports;

/// <summary>One node of the engine in this process: everything but the web.</summary>
internal sealed class EngineNode : IAsyncDisposable
{
    /// <summary>All nodes of a run can open each other's credentials.</summary>
    private static readonly EphemeralDataProtectionProvider Keys = new();

    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    private readonly IHost host;

    private EngineNode(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public static EngineNode Build(EngineSettings settings, NodeRole role)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(settings.Log).SetMinimumLevel(LogLevel.Information).AddFilter("Npgsql", settings.Log is StatementCount ? LogLevel.Information : LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IDataProtectionProvider>(Keys);
        builder.Services.AddSingleton<CredentialCipher>();
        builder.Services.AddDatabase(settings.ConnectionString);
        builder.Services.AddWorkspaces();
        builder.Services.AddTelemetry();
        builder.Services.AddSingleton<IPlatformAdapter>(settings.Source);
        builder.Services.AddPlatforms();
        builder.Services.AddCredentials();
        builder.Services.AddRecordingStore();
        builder.Services.AddVerification();
        builder.Services.AddInsights();
        builder.Services.AddEngagements();
        builder.Services.AddImportEngine(role);
        builder.Services.AddWebhooks();
        builder.Services.Configure<AppOptions>(app => app.PublicUrl = new Uri("https://calls.example"));
        builder.Services.Configure<OutboundOptions>(outbound => outbound.Allow = ["127.0.0.0/8"]);
        builder.Services.Configure<StorageOptions>(storage => storage.FileSystem.Root = settings.StorageRoot);
        builder.Services.Configure(settings.Imports);
        settings.Services(builder.Services);
        return new EngineNode(builder.Build());
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public async Task StartAsync(CancellationToken cancellationToken) => await host.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken) => await host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}

internal sealed record EngineSettings(string ConnectionString, string StorageRoot, FakeSource Source, ILoggerProvider Log)
{
    public Action<ImportOptions> Imports { get; init; } = _ => { };

    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
