using CallImport.Infrastructure.Platforms;
using CallImport.Web.GraphQL.Execution;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Platforms;

internal static class PlatformFields
{
    public static void AddPlatforms(this ObjectGraphType query) =>
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<PlatformCapabilityGraphType>>>>("importPlatforms")
            .Description("All platforms, those that are only announced included.")
            .ResolveAsync(async context => await context.Service<PlatformRegistry>().ListAsync(context.CancellationToken));
}
