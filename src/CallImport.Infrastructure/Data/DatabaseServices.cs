using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Data;

public static class DatabaseServices
{
    /// <summary>Registers the context factory and one pooled data source, shared with Quartz and the queue's own SQL.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddNpgsqlDataSource(DatabasePatience.Apply(connectionString), dataSource => dataSource.Name = "callimport");
        services.AddPooledDbContextFactory<CallImportDbContext>((provider, options) =>
            Configure(options).UseNpgsql(provider.GetRequiredService<Npgsql.NpgsqlDataSource>()));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CallImportDbContext>>().CreateDbContext());
        return services;
    }

    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options) => options.UseSnakeCaseNamingConvention();
}
