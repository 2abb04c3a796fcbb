using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Calls;

internal sealed class ImportedCallGraphType : ObjectGraphType<ImportedCall>
{
    public ImportedCallGraphType()
    {
        Name = "ImportedCall";
        Description = "A call of a source on its way here.";
        Field(call => call.Id, type: typeof(NonNullGraphType<IdGraphType>)).Description("For importedCall and retryImportedCall.");
        Field(call => call.SourceCallId, type: typeof(NonNullGraphType<StringGraphType>)).Description("Its id at the platform.");
        Field(call => call.Title, type: typeof(StringGraphType)).Description("As the platform calls it.");
        Field<NonNullGraphType<StringGraphType>>("status").Description($"Where it stands: {ImportedCallStatuses.Listed}.")
            .Resolve(context => Slug.Of(context.Source.Status));
        Field<StringGraphType>("lastErrorClass").Description($"What kind of failure came last: {ImportedCallStatuses.ListedFailures}.")
            .Resolve(context => context.Source.LastErrorClass is { } failure ? Slug.Of(failure) : null);
        Field(call => call.LastError, type: typeof(StringGraphType)).Description("What went wrong last, for people.");
        Field(call => call.RetryCount, type: typeof(NonNullGraphType<IntGraphType>)).Description("Attempts that failed. Waiting spends none.");
        Field(call => call.EngagementId, type: typeof(IdGraphType)).Description("The call in the library; null until it is there.");
        Field(call => call.StartedAt, type: typeof(NonNullGraphType<UtcTimeGraphType>)).Description("When it took place.");
    }
}

internal sealed class ImportedCallConnectionGraphType()
    : ConnectionGraphType<ImportedCall, ImportedCallGraphType>("ImportedCallConnection", "Calls of an import, newest first.", "Calls over all pages.");

internal sealed class RetryImportedCallResultGraphType()
    : ResultGraphType<ImportedCall, ImportedCallGraphType>("RetryImportedCallResult", "call", "The call that is tried again.");
