using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal static class ImportSubscriptionFields
{
    public static void AddImportProgress(this ObjectGraphType subscription) =>
        subscription.Field<NonNullGraphType<ImportJobGraphType>>("importJobProgress")
            .Description("First the import as it is, then every change, at most four a second; ends after the state in which it has ended.")
            .Needs(FieldRequirement.Read)
            .Argument<NonNullGraphType<IdGraphType>>("jobId", "Of the import.")
            .Resolve(context => context.Source)
            .ResolveStreamAsync(async context =>
            {
                var (actor, jobId, hub) = (context.Actor(), context.Id("jobId"), context.Service<ImportProgressHub>());
                return await context.Service<ImportQueries>().FindAsync(actor, jobId, context.CancellationToken) is null
                    ? throw ApiError.Of(new ImportNotFound())
                    : new AsyncStream<object?>(token => StatesAsync(hub, actor, jobId, token));
            });

    private static async IAsyncEnumerable<object?> StatesAsync(
        ImportProgressHub hub, Actor actor, Guid jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var progress in hub.WatchAsync(actor.WorkspaceId, jobId, cancellationToken))
        {
            yield return progress.Job;
            if (progress.Job.Status.IsTerminal())
            {
                yield break;
            }
        }
    }
}
