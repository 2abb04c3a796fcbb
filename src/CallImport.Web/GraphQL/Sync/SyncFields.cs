using CallImport.Domain.Sync;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Webhooks;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Sync;

internal static class SyncFields
{
    public static void AddSyncs(this ObjectGraphType query) =>
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ImportSyncConfigGraphType>>>>("importSyncConfigs")
            .Description("Accounts whose new calls are fetched by themselves, or once were.")
            .Needs(FieldRequirement.Read)
            .Expects(20)
            .ResolveAsync(async context => await context.Service<SyncQueries>().ListAsync(context.Actor(), context.CancellationToken));

    public static void AddSyncVerbs(this ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<ConfigureSyncResultGraphType>>("configureImportSync")
            .Description("Switches fetching the new calls of an account on or off.")
            .Needs(FieldRequirement.UseConnection)
            .Argument<NonNullGraphType<IdGraphType>>("credentialId", "Of the connected account.")
            .Argument<NonNullGraphType<BooleanGraphType>>("enabled", "On or off.")
            .Argument<IntGraphType>(
                "syncFrequencyMinutes",
                $"Minutes between two runs, {ImportSyncConfig.MinFrequencyMinutes} to {ImportSyncConfig.MaxFrequencyMinutes}; left out: as it was, "
                + $"{ImportSyncConfig.DefaultFrequencyMinutes} at first.")
            .ResolveAsync(async context => (await context.Service<ConfigureSync>().ExecuteAsync(
                context.Actor(),
                context.Id("credentialId"),
                context.GetArgument<bool>("enabled"),
                context.GetArgument<int?>("syncFrequencyMinutes"),
                context.CancellationToken)).OrRefused());
        mutation.Field<NonNullGraphType<ConfigureWebhookResultGraphType>>("configureImportWebhook")
            .Description("Opens the address at which the platform may announce new calls of an account.")
            .Needs(FieldRequirement.Credentials)
            .Argument<NonNullGraphType<IdGraphType>>("credentialId", "Of the connected account.")
            .Argument<StringGraphType>("secret", "What proves announcements, as the platform shows it; left out: the one there is stays.")
            .Argument<StringGraphType>("previousSecret", "Believed as well while the platform changes over; left out with a new secret: that ends.")
            .ResolveAsync(async context => (await context.Service<ConfigureWebhook>().ExecuteAsync(
                context.Actor(),
                context.Id("credentialId"),
                context.GetArgument<string?>("secret"),
                context.GetArgument<string?>("previousSecret"),
                context.CancellationToken)).OrRefused());
    }
}
