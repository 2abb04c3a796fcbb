using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Insights;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using CallImport.Infrastructure.Webhooks;
using CallImport.Infrastructure.Wishes;

namespace CallImport.Web.Hosting;

internal static class EngineHosting
{
    /// <summary>Everything that imports, and the verbs that drive it; whoever boots the product without its pages boots this.</summary>
    public static void AddEngine(this WebApplicationBuilder builder)
    {
        builder.Services.AddTelemetry();
        builder.Services.AddFileDrops();
        builder.Services.AddWishes();
        builder.Services.AddPlatforms();
        builder.Services.AddCredentials();
        builder.Services.AddOAuth();
        builder.Services.AddRecordingStore();
        builder.Services.AddInsights();
        builder.Services.AddEngagements();
        builder.Services.AddImportEngine(builder.Role());
        builder.Services.AddWebhooks();
    }
}
