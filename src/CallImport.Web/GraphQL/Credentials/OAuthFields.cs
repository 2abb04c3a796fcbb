using CallImport.Domain;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Platforms;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Credentials;

/// <summary>Signing in at a platform. No platform is connected that way so far: both say how it is connected instead.</summary>
internal static class OAuthFields
{
    public static void AddOAuthVerbs(this ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<OAuthInitResultGraphType>>("initiateOAuthImport")
            .Description("Begins to connect an account by signing in at the platform. For a platform without it: BAD_USER_INPUT, saying how it is connected.")
            .Needs(FieldRequirement.Credentials)
            .Argument<NonNullGraphType<ImportPlatformGraphType>>("platform", "Whose account it is.")
            .ResolveAsync(RefuseAsync);
        mutation.Field<NonNullGraphType<CreateCredentialResultGraphType>>("completeOAuthImport")
            .Description("Ends connecting an account by signing in. For a platform without it: BAD_USER_INPUT, saying how it is connected.")
            .Needs(FieldRequirement.Credentials)
            .Argument<NonNullGraphType<ImportPlatformGraphType>>("platform", "Whose account it is.")
            .Argument<NonNullGraphType<StringGraphType>>("code", "As the platform passed it to the redirect address.")
            .Argument<NonNullGraphType<StringGraphType>>("state", "Of initiateOAuthImport.")
            .ResolveAsync(RefuseAsync);
    }

    private static async Task<object?> RefuseAsync(IResolveFieldContext context)
    {
        var descriptor = ApiKeyForms.Find(context.GetArgument<string>("platform"));
        var platform = await context.Service<PlatformRegistry>().FindAsync(descriptor.Slug, context.CancellationToken);
        Refusal refusal = platform is { CanConnect: true } && descriptor.CredentialFields.Count > 0
            ? new OAuthNotOffered(descriptor.DisplayName, ApiKeyForms.FormOf(descriptor))
            : new NotConnectableYet(descriptor.DisplayName);
        throw ApiError.Of(refusal);
    }
}
