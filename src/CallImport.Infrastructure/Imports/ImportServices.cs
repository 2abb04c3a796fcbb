using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Imports;

internal static class ImportServices
{
    /// <summary>The verbs and queries of imports, on every node whatever its role.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<DiscoveryTrigger>();
        services.AddSingleton<StartImport>();
        services.AddSingleton<CancelImport>();
        services.AddSingleton<EndAbandonedImports>();
        services.AddSingleton<PauseImport>();
        services.AddSingleton<ResumeImport>();
        services.AddSingleton<RetryImportedCall>();
        services.AddSingleton<RetryFailedCalls>();
        services.AddSingleton<UndoImport>();
        services.AddSingleton<ImportQueries>();
        services.AddSingleton<ImportReport>();
        services.AddSingleton<ImportForecast>();
        services.AddSingleton<ImportHolds>();
        services.AddSingleton<ImportEstimate>();
        services.AddSingleton(ActivatePreview);
        services.AddSingleton<ImportProgressReader>();
        services.AddSingleton(provider => new ImportProgressHub(
            provider.GetRequiredService<ImportProgressReader>(), provider.GetRequiredService<ImportSignals>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>What it needs beside its ports is internal, and so is its constructor.</summary>
    private static PreviewImport ActivatePreview(IServiceProvider provider) => new(
        provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>(),
        provider.GetRequiredService<PlatformRegistry>(),
        provider.GetRequiredService<PlatformCatalog>(),
        provider.GetRequiredService<CredentialVault>(),
        provider.GetRequiredService<ImportEstimate>(),
        provider.GetRequiredService<TimeProvider>());
}
