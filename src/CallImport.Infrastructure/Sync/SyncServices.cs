using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Sync;

public static class SyncServices
{
    /// <summary>Verbs and queries of ongoing sync. Needs the database, platforms and the audit trail.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<ConfigureSync>();
        services.AddSingleton<SyncQueries>();
        return services;
    }
}
