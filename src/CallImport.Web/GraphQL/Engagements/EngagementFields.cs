using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Imports;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Platforms;
using CallImport.Web.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Engagements;

internal static class EngagementFields
{
    public static void AddEngagements(this ObjectGraphType query)
    {
        query.Field<NonNullGraphType<EngagementConnectionGraphType>>("engagements")
            .Description("Calls of the library, newest first.")
            .Needs(FieldRequirement.Read)
            .Argument<StringGraphType>("search", "Words, \"a phrase\", or, -without; looked for in titles, people and transcripts.")
            .Argument<ImportPlatformGraphType>("platform", "Only calls from there.")
            .Argument<UtcTimeGraphType>("from", "Calls that began then or later.")
            .Argument<UtcTimeGraphType>("to", "Calls that began before.")
            .LimitedBy("first", standard: 25, most: EngagementSearch.PageLimit)
            .Argument<StringGraphType>("after", "endCursor of the page before.")
            .ResolveAsync(async context => await SearchAsync(context));
        query.Field<EngagementGraphType>("engagement")
            .Description("One call of the library; null when the workspace has no such call.")
            .Needs(FieldRequirement.Read)
            .Argument<NonNullGraphType<IdGraphType>>("id", "Of the call.")
            .ResolveAsync(async context => await context.Service<EngagementQueries>()
                .FindAsync(context.Actor(), context.Id("id"), context.CancellationToken) is { } found ? LibraryCall.Of(found) : null);
    }

    private static async Task<ConnectionPage<LibraryCall>> SearchAsync(IResolveFieldContext context)
    {
        var search = new EngagementSearch
        {
            Text = context.GetArgument<string?>("search"),
            Platform = context.GetArgument<string?>("platform"),
            From = context.Moment("from"),
            To = context.Moment("to"),
            First = context.Asked(),
            After = context.After(text => CallCursor.Parse(text) is not null),
        };
        var page = await context.Service<EngagementQueries>().SearchAsync(context.Actor(), search, context.CancellationToken);
        return new ConnectionPage<LibraryCall>([.. page.Items.Select(LibraryCall.Of)], page.EndCursor, page.HasNextPage, page.TotalCount);
    }
}
