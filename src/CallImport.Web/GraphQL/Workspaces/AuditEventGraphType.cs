using System.Globalization;
using CallImport.Domain.Workspaces;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Workspaces;

internal sealed class AuditEventGraphType : ObjectGraphType<AuditEvent>
{
    public AuditEventGraphType()
    {
        Name = "AuditEvent";
        Description = "A sensitive act. Events are chained: a later change of any of them can be found.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("Its number in the trail.")
            .Resolve(context => context.Source.Seq.ToString(CultureInfo.InvariantCulture));
        Field(row => row.At, type: typeof(NonNullGraphType<UtcTimeGraphType>)).Description("When.");
        Field(row => row.Actor, type: typeof(NonNullGraphType<StringGraphType>)).Description("Who: an e-mail address, operator or system.");
        Field(row => row.Action, type: typeof(NonNullGraphType<StringGraphType>)).Description("Noun and verb: credential.created, import.started.");
        Field(row => row.Subject, type: typeof(StringGraphType)).Description("What it was done to; an id.");
    }
}

internal sealed class AuditEventConnectionGraphType()
    : ConnectionGraphType<AuditEvent, AuditEventGraphType>("AuditEventConnection", "The trail of a workspace, newest first.", total: null);
