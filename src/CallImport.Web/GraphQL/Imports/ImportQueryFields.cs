using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Web.GraphQL.Execution;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal static class ImportQueryFields
{
    private const int ListedByDefault = 50;

    public static void AddImports(this ObjectGraphType query)
    {
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ImportJobGraphType>>>>("importJobs")
            .Description("Imports of the workspace, newest first.")
            .Argument<ImportJobStatusGraphType>("status", "Only those in this status.")
            .Argument<IntGraphType>("limit", "So many at most, 1 to 200; 50 if left out.")
            .ResolveAsync(async context => await context.Service<ImportQueries>().ListAsync(
                context.Actor(),
                context.GetArgument<ImportJobStatus?>("status"),
                context.GetArgument<int?>("limit") ?? ListedByDefault,
                context.CancellationToken));
        query.Field<ImportJobGraphType>("importJob")
            .Description("One import; null when the workspace has no such import.")
            .Argument<NonNullGraphType<IdGraphType>>("id", "Of the import.")
            .ResolveAsync(async context => await context.Service<ImportQueries>().FindAsync(context.Actor(), context.Id("id"), context.CancellationToken));
    }
}
