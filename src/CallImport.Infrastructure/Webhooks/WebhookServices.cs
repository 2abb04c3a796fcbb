using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Webhooks;

public static class WebhookServices
{
    /// <summary>Needs the database, platforms, credentials, the key ring and the audit trail.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookCipher>();
        services.AddSingleton<ConfigureWebhook>();
        services.AddSingleton<TakeWebhook>();
        services.AddSingleton<KeepSubscriptions>();
        return services;
    }
}
