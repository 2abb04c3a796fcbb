using System.Net;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.Http.Limits;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Npgsql;

namespace CallImport.Infrastructure.Platforms;

public static class PlatformServices
{
    /// <summary>
    /// Registers the catalogue, the registry, the rate limiter and the guarded HTTP clients. Needs the database, <see cref="ImportMetrics"/>,
    /// <see cref="OutboundOptions"/> and the named <see cref="PlatformEndpointOptions"/>.
    /// </summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services)
    {
        services.AddSingleton<FileDropPlaces>();
        services.AddSingleton<BucketDrops>();
        services.AddSingleton<PlatformCatalog>();
        services.AddSingleton<PlatformTransport>();
        services.AddSingleton<OAuthClients>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<PlatformRegistry>();
        services.AddSingleton<SeedPlatformRegistry>();
        services.AddSingleton<IStartStep>(provider => provider.GetRequiredService<SeedPlatformRegistry>());
        services.AddSingleton<CredentialHosts>();
        services.AddSingleton<EgressGuard>();
        services.AddSingleton<HostResolver>((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        services.AddSingleton(provider => new RateLimiter(
            provider.GetRequiredService<PlatformRegistry>(),
            new DatabaseBuckets(provider.GetRequiredService<NpgsqlDataSource>()),
            new MemoryBuckets(provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<TimeProvider>()));
        services.AddTransient<RedirectFollower>();
        services.AddTransient<AnswerDeadline>();
        services.AddTransient<AdmissionHandler>();
        services.AddTransient<RequestMeter>();

        AddGuardedClient(services, PlatformHttpClients.Media, DecompressionMethods.None)
            .AddHttpMessageHandler<AdmissionHandler>()
            .AddHttpMessageHandler<AnswerDeadline>();
        services.AddHttpClient(PlatformHttpClients.Drops, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedHandler(provider, DecompressionMethods.None))
            .AddHttpMessageHandler<AnswerDeadline>();
        foreach (var descriptor in PlatformCatalog.Descriptors)
        {
            AddApiClient(services, descriptor);
        }

        return services;
    }

    private static void AddApiClient(IServiceCollection services, PlatformDescriptor descriptor)
    {
        var client = AddGuardedClient(services, PlatformHttpClients.Api(descriptor.Slug), DecompressionMethods.All);
        client.AddResilienceHandler("api", TransportResilience.Configure).SelectPipelineByAuthority();
        client.AddHttpMessageHandler<AdmissionHandler>();
        client.AddHttpMessageHandler<AnswerDeadline>();
        client.AddHttpMessageHandler<RequestMeter>();
    }

    private static IHttpClientBuilder AddGuardedClient(IServiceCollection services, string name, DecompressionMethods decompression) =>
        services.AddHttpClient(name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("CallImport/1.0");
                if (decompression == DecompressionMethods.None)
                {
                    client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
                }
            })
            .RemoveAllLoggers() // They write addresses of recordings, which are signed and thus secrets.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedHandler(provider, decompression))
            .AddHttpMessageHandler<RedirectFollower>();

    private static SocketsHttpHandler GuardedHandler(IServiceProvider provider, DecompressionMethods decompression) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = decompression,
        ConnectCallback = provider.GetRequiredService<EgressGuard>().ConnectAsync,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,
        UseProxy = false,
    };
}
