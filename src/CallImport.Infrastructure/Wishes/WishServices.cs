using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Wishes;

public static class WishServices
{
    /// <summary>Needs the database, platforms and workspaces.</summary>
    public static IServiceCollection AddWishes(this IServiceCollection services)
    {
        services.AddSingleton<WishForPlatform>();
        services.AddSingleton<WishedPlatforms>();
        return services;
    }
}
