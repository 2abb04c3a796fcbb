using CallImport.Domain.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddSingleton<LocalInsightMaker>();
        services.AddSingleton<IInsightMaker>(provider => provider.GetRequiredService<LocalInsightMaker>());
        return services;
    }
}
