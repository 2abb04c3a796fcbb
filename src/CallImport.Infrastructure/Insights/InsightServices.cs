using CallImport.Domain.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddSingleton<LocalInsightMaker>();
        services.AddSingleton<OpenAIInsightMaker>();
        services.AddSingleton<IInsightMaker>(provider => provider.GetRequiredService<IOptions<InsightsOptions>>().Value.Provider switch
        {
            InsightsProvider.OpenAI => provider.GetRequiredService<OpenAIInsightMaker>(),
            _ => provider.GetRequiredService<LocalInsightMaker>(),
        });
        return services;
    }
}
