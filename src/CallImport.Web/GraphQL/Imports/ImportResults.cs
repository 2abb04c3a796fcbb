using CallImport.Domain.Imports;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal sealed class StartImportResultGraphType()
    : ResultGraphType<ImportJob, ImportJobGraphType>("StartImportResult", "job", "The import that was started.");

internal sealed class CancelImportResultGraphType()
    : ResultGraphType<ImportJob, ImportJobGraphType>("CancelImportResult", "job", "The import that was ended.");

internal sealed class PauseImportResultGraphType()
    : ResultGraphType<ImportJob, ImportJobGraphType>("PauseImportResult", "job", "The import that stands still.");

internal sealed class ResumeImportResultGraphType()
    : ResultGraphType<ImportJob, ImportJobGraphType>("ResumeImportResult", "job", "The import that goes on.");

internal sealed record RetriedCalls(int Count, ImportJob Job);

internal sealed class RetryFailedCallsResultGraphType : ObjectGraphType<RetriedCalls>
{
    public RetryFailedCallsResultGraphType()
    {
        Name = "RetryFailedCallsResult";
        Description = "The import whose failed calls are tried again.";
        Field<NonNullGraphType<IntGraphType>>("retriedCalls").Description("How many are tried again.").Resolve(context => context.Source.Count);
        Field<NonNullGraphType<ImportJobGraphType>>("job").Description("The import as it is now.").Resolve(context => context.Source.Job);
    }
}
