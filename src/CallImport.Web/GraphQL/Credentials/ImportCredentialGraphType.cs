using CallImport.Domain.Credentials;
using CallImport.Web.GraphQL.Platforms;
using CallImport.Web.GraphQL.Types;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Credentials;

internal sealed class ImportCredentialGraphType : ObjectGraphType<ImportCredential>
{
    public ImportCredentialGraphType()
    {
        Name = "ImportCredential";
        Description = "A connected account. What proves it to the platform is never given out.";
        Field(credential => credential.Id, type: typeof(NonNullGraphType<IdGraphType>)).Description("For importPreview and the mutations.");
        Field(credential => credential.Platform, type: typeof(NonNullGraphType<ImportPlatformGraphType>)).Description("Whose account it is.");
        Field(credential => credential.CredentialType, type: typeof(NonNullGraphType<CredentialTypeGraphType>)).Description("How it was connected.");
        Field(credential => credential.Label, type: typeof(NonNullGraphType<StringGraphType>)).Description("Tells several accounts of one platform apart.");
        Field(credential => credential.Hint, type: typeof(StringGraphType)).Description("The end of the key's public part, to recognise it by.");
        Field(credential => credential.IsValid, type: typeof(NonNullGraphType<BooleanGraphType>))
            .Description("Whether the platform accepted it when it was used last.");
        Field(credential => credential.InvalidReason, type: typeof(StringGraphType)).Description("Why it is not valid and what to do; null when it is.");
        Field(credential => credential.ExpiresAt, type: typeof(UtcTimeGraphType)).Description("When its access token ends, before which it is renewed by itself; null for keys.");
        Field(credential => credential.LastVerifiedAt, type: typeof(UtcTimeGraphType)).Description("When the platform last accepted it on being asked.");
        Field(credential => credential.CreatedAt, type: typeof(NonNullGraphType<UtcTimeGraphType>)).Description("When it was connected.");
    }
}
