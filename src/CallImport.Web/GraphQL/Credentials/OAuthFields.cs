using CallImport.Infrastructure.OAuth;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Platforms;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Credentials;

/// <summary>Signing in at a platform. What a program begins only the same user in the same workspace can complete, and a session what it began itself.</summary>
internal static class OAuthFields
{
    public static void AddOAuthVerbs(this ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<OAuthInitResultGraphType>>("initiateOAuthImport")
            .Description("Begins to connect an account by signing in at the platform. BAD_USER_INPUT where that is not offered or not set up by the operator.")
            .Needs(FieldRequirement.Credentials)
            .Argument<NonNullGraphType<ImportPlatformGraphType>>("platform", "Whose account it is.")
            .Argument<IdGraphType>("credentialId", "The connection that is to get new access; a new one if left out.")
            .Argument<StringGraphType>("label", "Of a new connection; left out: one that no longer works is renewed, else a free label is taken.")
            .ResolveAsync(async context => (await context.Service<InitiateOAuth>()
                .ExecuteAsync(context.Actor(), Request(context), context.CancellationToken)).OrRefused());
        mutation.Field<NonNullGraphType<CreateCredentialResultGraphType>>("completeOAuthImport")
            .Description("Ends connecting an account by signing in: the code is exchanged, the access tried, the connection saved. A state is good once.")
            .Needs(FieldRequirement.Credentials)
            .AsksPlatform()
            .Argument<NonNullGraphType<ImportPlatformGraphType>>("platform", "Whose account it is.")
            .Argument<NonNullGraphType<StringGraphType>>("code", "As the platform passed it to the redirect address.")
            .Argument<NonNullGraphType<StringGraphType>>("state", "Of initiateOAuthImport.")
            .ResolveAsync(async context => (await context.Service<CompleteOAuth>()
                .ExecuteAsync(context.Actor(), Return(context), context.CancellationToken)).Result.OrRefused());
    }

    private static OAuthRequest Request(IResolveFieldContext context) => new()
    {
        Platform = context.GetArgument<string>("platform"),
        CredentialId = context.GetArgument<string?>("credentialId") is null ? null : context.Id("credentialId"),
        Label = context.GetArgument<string?>("label"),
    };

    private static OAuthReturn Return(IResolveFieldContext context) => new()
    {
        Platform = context.GetArgument<string>("platform"),
        Code = context.GetArgument<string>("code"),
        State = context.GetArgument<string>("state"),
    };
}
