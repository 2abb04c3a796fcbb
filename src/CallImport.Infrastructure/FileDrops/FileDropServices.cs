using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.FileDrops;

public static class FileDropServices
{
    /// <summary>Needs platforms and credentials.</summary>
    public static IServiceCollection AddFileDrops(this IServiceCollection services)
    {
        services.AddSingleton<DropFiles>();
        services.AddSingleton<InspectDrop>();
        return services;
    }
}
