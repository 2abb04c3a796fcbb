using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Platforms;

/// <summary>The platform services of one node on a real database, without a web server around them.</summary>
internal sealed class PlatformNode : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private PlatformNode(ServiceProvider services, Guid workspaceId) => (this.services, WorkspaceId) = (services, workspaceId);

    public Guid WorkspaceId { get; }

    public Actor Admin => new(WorkspaceId, null, "admin@acme.test", WorkspaceRole.Admin);

    /// <param name="workspaceId">null makes one.</param>
    public static async Task<PlatformNode> StartAsync(
        string connectionString, Guid? workspaceId, string? gongBaseUrl, IDataProtectionProvider protection, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(protection);
        services.AddSingleton<ImportMetrics>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<CredentialCipher>();
        services.AddDatabase(connectionString);
        services.AddPlatforms();
        services.AddCredentials();
        services.AddOAuth();
        services.AddOptions<OAuthStateOptions>();
        services.Configure<AppOptions>(app => app.PublicUrl = new Uri("http://127.0.0.1:8080"));
        services.AddSingleton<CancelImport>();
        services.AddSingleton<EndAbandonedImports>();
        services.AddRecordingStore();
        services.Configure<StorageOptions>(options => options.FileSystem.Root = Path.Combine(Path.GetTempPath(), $"callimport-none-{Guid.NewGuid():N}"));
        services.Configure<OutboundOptions>(options => options.Allow = ["127.0.0.0/8"]);
        Point(services, gongBaseUrl);
        var node = new PlatformNode(services.BuildServiceProvider(), workspaceId ?? Guid.NewGuid());
        if (workspaceId is null)
        {
            await node.Get<SeedPlatformRegistry>().ExecuteAsync(cancellationToken);
            await node.ExecuteAsync(
                $"INSERT INTO workspaces (id, name, is_paid, created_at) VALUES ({node.WorkspaceId}, 'Acme', false, now())", cancellationToken);
        }

        return node;
    }

    /// <summary>Every platform at the same sandbox.</summary>
    private static void Point(IServiceCollection services, string? gongBaseUrl)
    {
        if (gongBaseUrl is not null)
        {
            var sandbox = new Uri(new Uri(gongBaseUrl).GetLeftPart(UriPartial.Authority));
            var settings = new ConfigurationBuilder()
                .AddInMemoryCollection(PlatformCatalog.Descriptors.SelectMany(platform => SandboxHosting.SettingsOf(platform, sandbox))).Build();
            foreach (var section in settings.GetSection(PlatformEndpointOptions.Section).GetChildren())
            {
                services.Configure<PlatformEndpointOptions>(section.Key, section);
            }

            services.Configure<PlatformEndpointOptions>("Gong", options => options.BaseUrl = new Uri(gongBaseUrl));
        }
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<CallImportDbContext> DatabaseAsync(CancellationToken cancellationToken) =>
        Get<IDbContextFactory<CallImportDbContext>>().CreateDbContextAsync(cancellationToken);

    public async Task ExecuteAsync(FormattableString sql, CancellationToken cancellationToken)
    {
        await using var database = await DatabaseAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(sql, cancellationToken);
    }

    /// <summary>A saved credential, without asking the platform.</summary>
    public async Task<PlatformConnection> SaveConnectionAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = new ImportCredential(Guid.NewGuid(), WorkspaceId, "gong", $"{Guid.NewGuid()}", CredentialType.ApiKey, null, now);
        var secret = new CredentialSecret(CredentialType.ApiKey, new Dictionary<string, string> { ["accessKey"] = "key", ["accessKeySecret"] = "secret" });
        row.Seal(Get<CredentialOpener>().Seal(row, secret), null, null, now);
        await using var database = await DatabaseAsync(cancellationToken);
        database.ImportCredentials.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return await Get<CredentialVault>().OpenAsync(row.Id, cancellationToken);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
