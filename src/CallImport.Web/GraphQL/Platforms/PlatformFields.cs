using CallImport.Infrastructure.Platforms;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Platforms;

internal static class PlatformFields
{
    public static void AddPlatforms(this ObjectGraphType query) =>
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<PlatformCapabilityGraphType>>>>("importPlatforms")
            .Description("All platforms, those that are only announced included.")
            .Needs(FieldRequirement.Anything)
            .Expects(6)
            .ResolveAsync(async context => await context.Service<PlatformRegistry>().ListAsync(context.CancellationToken));
}
