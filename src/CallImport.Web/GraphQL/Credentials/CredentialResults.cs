using CallImport.Domain.Credentials;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.OAuth;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Credentials;

internal sealed class CreateCredentialResultGraphType()
    : ResultGraphType<ImportCredential, ImportCredentialGraphType>("CreateCredentialResult", "credential", "The connected account.");

internal sealed class VerifyCredentialResultGraphType : ObjectGraphType<CredentialVerification>
{
    public VerifyCredentialResultGraphType()
    {
        Name = "VerifyCredentialResult";
        Description = "How a connection stands with its platform.";
        Field(result => result.IsValid, type: typeof(NonNullGraphType<BooleanGraphType>)).Description("Whether imports work with it.");
        Field(result => result.Error, type: typeof(StringGraphType)).Description("What is wrong and what to do; null when nothing is.");
    }
}

internal sealed class DeleteCredentialResultGraphType : ObjectGraphType<CredentialDeletion>
{
    public DeleteCredentialResultGraphType()
    {
        Name = "DeleteCredentialResult";
        Description = "The secret is erased; imports that ran with it are cancelled; what they brought stays.";
        Field<NonNullGraphType<BooleanGraphType>>("success").Description("True: the secret no longer exists here.").Resolve(_ => true);
    }
}

internal sealed class OAuthInitResultGraphType : ObjectGraphType<OAuthStart>
{
    public OAuthInitResultGraphType()
    {
        Name = "OAuthInitResult";
        Description = "Where signing in at a platform begins.";
        Field(result => result.AuthorizationUrl, type: typeof(NonNullGraphType<StringGraphType>)).Description("To be opened in the user's browser.");
        Field(result => result.State, type: typeof(NonNullGraphType<StringGraphType>)).Description("For completeOAuthImport; works once, for some minutes, for the same user and workspace.");
    }
}
