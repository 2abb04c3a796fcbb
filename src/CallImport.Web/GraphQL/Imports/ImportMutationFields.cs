using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal static class ImportMutationFields
{
    public static void AddImportVerbs(this ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<StartImportResultGraphType>>("startImportJob")
            .Description("Starts an import. What is here already is not brought twice. Knows Idempotency-Key.")
            .Needs(FieldRequirement.Import)
            .Argument<NonNullGraphType<IdGraphType>>("credentialId", "Of the connected account.")
            .Argument<NonNullGraphType<ImportJobTypeGraphType>>("jobType", "HISTORICAL for calls of the past.")
            .Argument<UtcTimeGraphType>("dateRangeStart", "Calls that began then or later; left out: as far back as the platform goes.")
            .Argument<UtcTimeGraphType>("dateRangeEnd", "Calls that began before; left out: until now.")
            .Argument<IntGraphType>("callLimit", $"Only so many of the newest, 1 to {StartImportRequest.MaxCallLimit}; left out: all.")
            .Argument<IntGraphType>("quotaSharePercentLeft", "Percent of the platform's limits left to other tools, 0 to 90; 0 if left out.")
            .ResolveAsync(async context => await StartAsync(context));
        mutation.AddVerb<CancelImportResultGraphType>(
            "cancelImportJob",
            "Ends an import for good; what has come over stays. Twice is the same as once.",
            (context, actor, id) => context.Service<CancelImport>().ExecuteAsync(actor, id, context.CancellationToken));
        mutation.AddVerb<PauseImportResultGraphType>(
            "pauseImportJob",
            "Lets calls in work finish and starts no others until the import is resumed.",
            (context, actor, id) => context.Service<PauseImport>().ExecuteAsync(actor, id, context.CancellationToken));
        mutation.AddVerb<ResumeImportResultGraphType>(
            "resumeImportJob",
            "Lets a paused import go on.",
            (context, actor, id) => context.Service<ResumeImport>().ExecuteAsync(actor, id, context.CancellationToken));
        mutation.Field<NonNullGraphType<RetryFailedCallsResultGraphType>>("retryFailedCalls")
            .Description("Tries all failed calls of an import again.")
            .Needs(FieldRequirement.Import)
            .Argument<NonNullGraphType<IdGraphType>>("jobId", "Of the import.")
            .ResolveAsync(async context => await RetryAsync(context));
    }

    private static void AddVerb<TResult>(
        this ObjectGraphType mutation, string name, string description, Func<IResolveFieldContext, Actor, Guid, Task<Result<ImportJob>>> verb)
        where TResult : IGraphType =>
        mutation.Field<NonNullGraphType<TResult>>(name)
            .Description(description)
            .Needs(FieldRequirement.Import)
            .Argument<NonNullGraphType<IdGraphType>>("jobId", "Of the import.")
            .ResolveAsync(async context => (await verb(context, context.Actor(), context.Id("jobId"))).OrRefused());

    private static async Task<ImportJob> StartAsync(IResolveFieldContext context) => (await context.Service<StartImport>().ExecuteAsync(
        context.Actor(),
        new StartImportRequest
        {
            CredentialId = context.Id("credentialId"),
            JobType = context.GetArgument<ImportJobType>("jobType"),
            From = context.Moment("dateRangeStart"),
            To = context.Moment("dateRangeEnd"),
            CallLimit = context.GetArgument<int?>("callLimit"),
            QuotaSharePercentLeft = context.GetArgument<int?>("quotaSharePercentLeft") ?? 0,
            IdempotencyKey = context.IdempotencyKey(),
        },
        context.CancellationToken)).OrRefused();

    /// <summary>The import is read without regard to the scope read: whoever changes it is told how it is.</summary>
    private static async Task<RetriedCalls> RetryAsync(IResolveFieldContext context)
    {
        var (actor, jobId) = (context.Actor(), context.Id("jobId"));
        var count = (await context.Service<RetryFailedCalls>().ExecuteAsync(actor, jobId, context.CancellationToken)).OrRefused();
        var job = await context.Service<ImportQueries>().FindAsync(actor with { Scopes = ApiScopes.All }, jobId, context.CancellationToken);
        return new RetriedCalls(count, job ?? throw ApiError.Of(new ImportNotFound()));
    }
}
