using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.OAuth;

public static class OAuthServices
{
    /// <summary>Connecting accounts by signing in at their platforms. Needs platforms, credentials, the database and the key ring.</summary>
    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddSingleton<OAuthAttempts>();
        services.AddSingleton<CustomerHosts>();
        services.AddSingleton<ConnectByGrant>();
        services.AddSingleton<OAuthOutcomes>();
        services.AddSingleton(provider => new InitiateOAuth(
            provider.GetRequiredService<PlatformRegistry>(),
            provider.GetRequiredService<PlatformCatalog>(),
            provider.GetRequiredService<OAuthClients>(),
            provider.GetRequiredService<OAuthAttempts>(),
            provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>()));
        services.AddSingleton(provider => new CompleteOAuth(
            provider.GetRequiredService<PlatformCatalog>(),
            provider.GetRequiredService<OAuthAttempts>(),
            provider.GetRequiredService<CredentialOpener>(),
            provider.GetRequiredService<ConnectByGrant>()));
        return services;
    }
}
