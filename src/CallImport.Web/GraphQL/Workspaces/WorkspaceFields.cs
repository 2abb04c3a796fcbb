using System.Globalization;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Types;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Workspaces;

internal static class WorkspaceFields
{
    private const string UnnamedToken = "Made over the API";

    public static void AddWorkspace(this ObjectGraphType query)
    {
        query.Field<NonNullGraphType<AuditEventConnectionGraphType>>("auditEvents")
            .Description("The trail of sensitive acts in the workspace, newest first.")
            .Needs(FieldRequirement.Audit)
            .LimitedBy("first", standard: 50, most: 200)
            .Argument<StringGraphType>("after", "endCursor of the page before.")
            .ResolveAsync(async context => await AuditAsync(context));
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ApiTokenGraphType>>>>("apiTokens")
            .Description("One's own tokens, for an administrator those of everybody in the workspace; newest first, those that have ended included.")
            .Needs(FieldRequirement.Read)
            .Expects(50)
            .ResolveAsync(async context =>
                (await context.Service<ApiTokenQueries>().ListAsync(context.Actor(), context.CancellationToken)).Select(listed => listed.Token));
    }

    public static void AddWorkspaceVerbs(this ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<CreateApiTokenResultGraphType>>("createApiToken")
            .Description("Makes a token for oneself, of no more scopes and no longer life than the token at hand.")
            .Needs(FieldRequirement.MakeTokens)
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>(
                "scopes", $"Any of {string.Join(", ", ApiScopeNames.Known)}; at least one.")
            .Argument<StringGraphType>("name", "What it is for; 1 to 100 characters.")
            .Argument<UtcTimeGraphType>("expiresAt", "When it ends by itself; left out: when it is revoked.")
            .ResolveAsync(async context => (await context.Service<CreateApiToken>().ExecuteAsync(
                context.Actor(),
                new ApiTokenRequest(
                    context.GetArgument<string?>("name") ?? UnnamedToken,
                    [.. context.GetArgument<string[]>("scopes").Select(scope => scope.ToLowerInvariant())],
                    context.Moment("expiresAt")),
                context.CancellationToken)).OrRefused());
        mutation.Field<NonNullGraphType<RevokeApiTokenResultGraphType>>("revokeApiToken")
            .Description("Ends a token: one's own, or as an administrator anybody's in the workspace. With a token: by the scope admin, or the token itself.")
            .Needs(FieldRequirement.Anything)
            .Argument<NonNullGraphType<IdGraphType>>("id", "Of the token.")
            .ResolveAsync(async context => (await context.Service<RevokeApiToken>()
                .ExecuteAsync(context.Actor(), context.Id("id"), context.CancellationToken)).OrRefused());
    }

    private static async Task<ConnectionPage<AuditEvent>> AuditAsync(IResolveFieldContext context)
    {
        var after = context.After(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        var before = after is null ? (long?)null : long.Parse(after, CultureInfo.InvariantCulture);
        var page = await context.Service<AuditQueries>().ListAsync(context.Actor(), context.Asked(), before, context.CancellationToken);
        return new ConnectionPage<AuditEvent>(
            page.Events,
            page.Events is [.., var last] ? last.Seq.ToString(CultureInfo.InvariantCulture) : null,
            page.OlderThan is not null,
            TotalCount: null);
    }
}
