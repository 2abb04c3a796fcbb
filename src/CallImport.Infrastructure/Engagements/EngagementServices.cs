using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Engagements;

public static class EngagementServices
{
    public static IServiceCollection AddEngagements(this IServiceCollection services) => services.AddSingleton<EngagementQueries>();
}
