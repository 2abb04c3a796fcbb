using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal static class ImportQueryFields
{
    public static void AddImports(this ObjectGraphType query)
    {
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ImportJobGraphType>>>>("importJobs")
            .Description("Imports of the workspace, newest first.")
            .Needs(FieldRequirement.Read)
            .Argument<ImportJobStatusGraphType>("status", "Only those in this status.")
            .LimitedBy("limit", standard: 50, most: 200)
            .ResolveAsync(async context => await context.Service<ImportQueries>().ListAsync(
                context.Actor(), context.GetArgument<ImportJobStatus?>("status"), context.Asked(), context.CancellationToken));
        query.Field<ImportJobGraphType>("importJob")
            .Description("One import; null when the workspace has no such import.")
            .Needs(FieldRequirement.Read)
            .Argument<NonNullGraphType<IdGraphType>>("id", "Of the import.")
            .ResolveAsync(async context => await context.Service<ImportQueries>().FindAsync(context.Actor(), context.Id("id"), context.CancellationToken));
        query.Field<NonNullGraphType<ImportPreviewGraphType>>("importPreview")
            .Description("Asks the platform what an import would bring, what it costs and how long it takes. Writes nothing.")
            .Needs(FieldRequirement.Import)
            .AsksPlatform()
            .Argument<NonNullGraphType<IdGraphType>>("credentialId", "Of the connected account.")
            .Argument<UtcTimeGraphType>("dateRangeStart", "Calls that began then or later; left out: as far back as the platform goes.")
            .Argument<UtcTimeGraphType>("dateRangeEnd", "Calls that began before; left out: until now.")
            .ResolveAsync(async context => await PreviewAsync(context));
    }

    private static async Task<CountedPlan> PreviewAsync(IResolveFieldContext context)
    {
        var (from, to) = (context.Moment("dateRangeStart"), context.Moment("dateRangeEnd"));
        var plan = (await context.Service<PreviewImport>()
            .ExecuteAsync(context.Actor(), context.Id("credentialId"), from, to, context.CancellationToken)).OrRefused();
        return plan is { ToImport: { } calls, Duration: { } duration, Price: { } price }
            ? new CountedPlan(calls, duration, price, from is null && to is null ? null : plan.Window)
            : throw ApiError.Of(new PlatformTrouble("The platform cannot say how many calls it has, so nothing can be said about price and duration beforehand."));
    }
}
