using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Sync;

internal static class SyncServices
{
    /// <summary>Verbs and queries of ongoing sync, and what its job does. Needs the database, platforms, imports and the audit trail.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<ConfigureSync>();
        services.AddSingleton<RunSyncNow>();
        services.AddSingleton(provider => new SyncQueries(
            Databases(provider), provider.GetRequiredService<PlatformRegistry>(), provider.GetRequiredService<SyncHistory>()));
        services.AddSingleton(provider => new SyncWatch(
            provider.GetRequiredService<SyncQueries>(), provider.GetRequiredService<ImportSignals>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PreviewSync(
            Databases(provider),
            provider.GetRequiredService<PlatformRegistry>(),
            provider.GetRequiredService<StartDueSyncs>(),
            provider.GetRequiredService<PreviewImport>()));
        services.AddSingleton<SyncHistory>();
        services.AddSingleton<StartDueSyncs>();
        services.AddSingleton<SyncTrigger>();
        return services;
    }

    /// <summary>What queries need beside their ports is internal, and so are their constructors.</summary>
    private static IDbContextFactory<CallImportDbContext> Databases(IServiceProvider provider) =>
        provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>();
}
