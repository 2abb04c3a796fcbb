using CallImport.Infrastructure.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Sync;

internal static class SyncServices
{
    /// <summary>Verbs and queries of ongoing sync, and what its job does. Needs the database, platforms, imports and the audit trail.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<ConfigureSync>();
        services.AddSingleton<RunSyncNow>();
        services.AddSingleton<SyncQueries>();
        services.AddSingleton<SyncHistory>();
        services.AddSingleton<StartDueSyncs>();
        services.AddSingleton<SyncTrigger>();
        return services;
    }
}
