using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Engagements;

public static class EngagementServices
{
    public static IServiceCollection AddEngagements(this IServiceCollection services) => services.AddSingleton<EngagementQueries>();

    /// <summary>Erasing, on request and by age. Needs the database, the audit trail and the recording store.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<CallErasure>();
        services.AddSingleton<EndRetention>();

        // What it needs beside its ports is internal, and so is its constructor.
        return services.AddSingleton(provider => new EraseCalls(
            provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>(),
            provider.GetRequiredService<CallErasure>(),
            provider.GetRequiredService<AuditTrail>()));
    }
}
