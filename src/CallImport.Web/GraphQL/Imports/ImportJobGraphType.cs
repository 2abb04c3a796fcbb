using CallImport.Domain.Imports;
using CallImport.Web.GraphQL.Platforms;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal sealed class ImportJobGraphType : ObjectGraphType<ImportJob>
{
    public ImportJobGraphType()
    {
        Name = "ImportJob";
        Description = "One import of one account. totalCalls = processedCalls + failedCalls once it is completed.";
        Field(job => job.Id, type: typeof(NonNullGraphType<IdGraphType>)).Description("For importJob, importedCalls and the mutations.");
        Field(job => job.Platform, type: typeof(NonNullGraphType<ImportPlatformGraphType>)).Description("Where it imports from.");
        Field(job => job.JobType, type: typeof(NonNullGraphType<ImportJobTypeGraphType>)).Description("Why it runs.");
        Field(job => job.Status, type: typeof(NonNullGraphType<ImportJobStatusGraphType>)).Description("Where it stands.");
        Field(job => job.TotalCalls, type: typeof(IntGraphType))
            .Description("Calls it has to bring, those that were here already left out. Null until the first count; final once the source is listed to its end.");
        Field(job => job.ProcessedCalls, type: typeof(NonNullGraphType<IntGraphType>)).Description("Calls that have come over. Never goes back.");
        Field(job => job.FailedCalls, type: typeof(NonNullGraphType<IntGraphType>)).Description("Calls that could not come over.");
        Field(job => job.SkippedCalls, type: typeof(NonNullGraphType<IntGraphType>)).Description("Calls listed that were here already.");
        Field(job => job.StartedAt, type: typeof(UtcTimeGraphType)).Description("When work on it began.");
        Field(job => job.CompletedAt, type: typeof(UtcTimeGraphType)).Description("When it ended, whichever way.");
        Field(job => job.EstimatedCompletionAt, type: typeof(UtcTimeGraphType)).Description("When it will probably be done; null when that cannot be said.");
        Field(job => job.WaitingUntil, type: typeof(UtcTimeGraphType)).Description("Until when it waits for a limit, a login or a disk, or its source is tried again; nothing fails meanwhile.");
        Field(job => job.WaitingReason, type: typeof(StringGraphType)).Description("What it waits for, for people.");
        Field(job => job.LastError, type: typeof(StringGraphType)).Description("What went wrong last, for people.");
        Field(job => job.Outcome, type: typeof(ImportOutcomeGraphType)).Description("How much came over; null while it runs.");
        Field(job => job.CreatedAt, type: typeof(NonNullGraphType<UtcTimeGraphType>)).Description("When it was asked for.");
    }
}
