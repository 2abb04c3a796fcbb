using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Calls;

internal static class ImportedCallFields
{
    public static void AddImportedCalls(this ObjectGraphType query)
    {
        query.Field<NonNullGraphType<ImportedCallConnectionGraphType>>("importedCalls")
            .Description("Calls that an import brings, newest first.")
            .Needs(FieldRequirement.Read)
            .Argument<NonNullGraphType<IdGraphType>>("jobId", "Of the import.")
            .Argument<StringGraphType>("status", $"Only those in this state: {ImportedCallStatuses.Listed}.")
            .LimitedBy("first", standard: 50, most: 200)
            .Argument<StringGraphType>("after", "endCursor of the page before.")
            .ResolveAsync(async context => await ListAsync(context));
        query.Field<ImportedCallGraphType>("importedCall")
            .Description("One call of an import; null when the workspace has no such call.")
            .Needs(FieldRequirement.Read)
            .Argument<NonNullGraphType<IdGraphType>>("id", "Of the call.")
            .ResolveAsync(async context => await context.Service<ImportQueries>().FindCallAsync(context.Actor(), context.Id("id"), context.CancellationToken));
    }

    public static void AddImportedCallVerbs(this ObjectGraphType mutation) =>
        mutation.Field<NonNullGraphType<RetryImportedCallResultGraphType>>("retryImportedCall")
            .Description("Tries one failed call again.")
            .Needs(FieldRequirement.Import)
            .Argument<NonNullGraphType<IdGraphType>>("id", "Of the call.")
            .ResolveAsync(async context => (await context.Service<RetryImportedCall>()
                .ExecuteAsync(context.Actor(), context.Id("id"), context.CancellationToken)).OrRefused());

    private static async Task<ConnectionPage<ImportedCall>> ListAsync(IResolveFieldContext context)
    {
        var (imports, actor, jobId) = (context.Service<ImportQueries>(), context.Actor(), context.Id("jobId"));
        var (status, first) = (ImportedCallStatuses.Parse(context.GetArgument<string?>("status")), context.Asked());
        var after = context.After(text => CallCursor.Parse(text) is not null);
        if (await imports.FindAsync(actor, jobId, context.CancellationToken) is null)
        {
            throw ApiError.Of(new ImportNotFound());
        }

        var page = await imports.CallsAsync(actor, jobId, status, first, after, context.CancellationToken);
        return new ConnectionPage<ImportedCall>(page.Nodes, page.EndCursor, page.HasNextPage, page.TotalCount);
    }
}
