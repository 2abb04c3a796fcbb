using CallImport.Infrastructure.Platforms;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.Hosting;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Platforms;

internal sealed class PlatformCapabilityGraphType : ObjectGraphType<PlatformEntry>
{
    public PlatformCapabilityGraphType()
    {
        Name = "PlatformCapability";
        Description = "What can be done with a platform today.";
        Field<NonNullGraphType<ImportPlatformGraphType>>("platform").Description("Its name in this API.").Resolve(context => context.Source.Descriptor.Slug);
        Field<NonNullGraphType<StringGraphType>>("displayName").Description("Its name for people.").Resolve(context => context.Source.Capability.DisplayName);
        Field<StringGraphType>("logoUrl").Description("Address of its picture.")
            .Resolve(context => context.Source.Capability.LogoUrl is { } logo ? context.Service<HostSettings>().App.Absolute(logo) : null);
        Field<NonNullGraphType<BooleanGraphType>>("supportsHistoricalImport").Description("Whether calls of the past can be imported.")
            .Resolve(context => context.Source.Capability.SupportsHistoricalImport);
        Field<NonNullGraphType<BooleanGraphType>>("supportsOngoingSync").Description("Whether new calls can be fetched by themselves.")
            .Resolve(context => context.Source.Capability.SupportsOngoingSync);
        Field<NonNullGraphType<CredentialTypeGraphType>>("authType").Description("How an account is connected.")
            .Resolve(context => context.Source.Capability.AuthType);
        Field<StringGraphType>("authInstructions").Description("How to get what is needed to connect, for people.")
            .Resolve(context => context.Source.Capability.AuthInstructions);
        Field<NonNullGraphType<PlatformStatusGraphType>>("status").Description("How far it is along.")
            .Resolve(context => context.Source.Capability.Status);
    }
}
