using CallImport.Domain.Sync;
using CallImport.Infrastructure.Webhooks;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Sync;

internal sealed class ImportSyncConfigGraphType : ObjectGraphType<ImportSyncConfig>
{
    public ImportSyncConfigGraphType()
    {
        Name = "ImportSyncConfig";
        Description = "Whether and how often the new calls of an account are fetched.";
        Field(config => config.Id, type: typeof(NonNullGraphType<IdGraphType>)).Description("Of the setting.");
        Field(config => config.CredentialId, type: typeof(NonNullGraphType<IdGraphType>)).Description("Of the connected account.");
        Field(config => config.Enabled, type: typeof(NonNullGraphType<BooleanGraphType>)).Description("Whether new calls are fetched.");
        Field(config => config.SyncFrequencyMinutes, type: typeof(NonNullGraphType<IntGraphType>)).Description("Minutes between two runs.");
        Field(config => config.NextRunAt, type: typeof(UtcTimeGraphType)).Description("When the next run is due; null while switched off.");
        Field(config => config.LastSyncAt, type: typeof(UtcTimeGraphType)).Description("When the last run ended.");
        Field(config => config.LastSyncStatus, type: typeof(StringGraphType)).Description("How the last run ended: completed, failed or cancelled.");
        Field(config => config.LastSyncCallsImported, type: typeof(IntGraphType)).Description("Calls that the last run brought.");
    }
}

internal sealed class ConfigureSyncResultGraphType : ObjectGraphType<ImportSyncConfig>
{
    public ConfigureSyncResultGraphType()
    {
        Name = "ConfigureSyncResult";
        Description = "The setting as it is now.";
        Field(config => config.Enabled, type: typeof(NonNullGraphType<BooleanGraphType>)).Description("Whether new calls are fetched.");
        Field(config => config.SyncFrequencyMinutes, type: typeof(NonNullGraphType<IntGraphType>)).Description("Minutes between two runs.");
    }
}

internal sealed class ConfigureWebhookResultGraphType : ObjectGraphType<WebhookAddress>
{
    public ConfigureWebhookResultGraphType()
    {
        Name = "ConfigureWebhookResult";
        Description = "Where a platform may announce new calls.";
        Field(address => address.Url, type: typeof(NonNullGraphType<StringGraphType>)).Description("To be entered at the platform; the same each time.");
        Field(address => address.IsReady, type: typeof(NonNullGraphType<BooleanGraphType>)).Description("False until a secret is given: without one nothing is believed.");
    }
}
