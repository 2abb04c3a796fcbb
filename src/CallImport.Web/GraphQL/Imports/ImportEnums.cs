using CallImport.Domain.Imports;
using CallImport.Web.GraphQL.Types;

namespace CallImport.Web.GraphQL.Imports;

internal sealed class ImportJobTypeGraphType() : SlugEnumGraphType<ImportJobType>(
    "Why an import runs.",
    (ImportJobType.Historical, "Somebody asked for calls of the past."),
    (ImportJobType.Sync, "New calls since the last time."));

internal sealed class ImportJobStatusGraphType() : SlugEnumGraphType<ImportJobStatus>(
    "Where an import stands.",
    (ImportJobStatus.Pending, "Accepted; not begun."),
    (ImportJobStatus.Counting, "The source is being asked how many calls there are."),
    (ImportJobStatus.InProgress, "Calls are listed and brought over."),
    (ImportJobStatus.Completed, "Every call listed has come over or failed for good."),
    (ImportJobStatus.Failed, "The source could not be listed to its end; the calls found until then are done."),
    (ImportJobStatus.Cancelled, "Ended on request; what had come over stays."));

internal sealed class ImportOutcomeGraphType() : SlugEnumGraphType<ImportOutcome>(
    "How much of a finished import came over.",
    (ImportOutcome.Full, "Everything."),
    (ImportOutcome.Partial, "A part."),
    (ImportOutcome.None, "Nothing."));
