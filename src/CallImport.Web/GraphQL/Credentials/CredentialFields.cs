using CallImport.Infrastructure.Credentials;
using CallImport.Web.GraphQL.Access;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Platforms;
using GraphQL;
using GraphQL.Types;

namespace CallImport.Web.GraphQL.Credentials;

internal static class CredentialFields
{
    public static void AddCredentials(this ObjectGraphType query) =>
        query.Field<NonNullGraphType<ListGraphType<NonNullGraphType<ImportCredentialGraphType>>>>("importCredentials")
            .Description("The connected accounts of the workspace, newest first; deleted ones are left out.")
            .Needs(FieldRequirement.Read)
            .Expects(20)
            .ResolveAsync(async context => await context.Service<CredentialQueries>().ListAsync(context.Actor(), context.CancellationToken));

    public static void AddCredentialVerbs(this ObjectGraphType mutation)
    {
        mutation.Field<NonNullGraphType<CreateCredentialResultGraphType>>("createImportCredential")
            .Description("Connects an account by its key. The platform is asked first; only a key that works is kept, encrypted. Knows Idempotency-Key.")
            .Needs(FieldRequirement.Credentials)
            .AsksPlatform()
            .Argument<NonNullGraphType<ImportPlatformGraphType>>("platform", "Whose account it is.")
            .Argument<NonNullGraphType<StringGraphType>>("apiKey", ApiKeyForms.Description)
            .Argument<StringGraphType>("label", "Tells several accounts of one platform apart; 1 to 100 characters, default if left out.")
            .Argument<StringGraphType>("baseUrl", "The API's address where the platform gives an account one of its own.")
            .ResolveAsync(async context => await CreateAsync(context));
        mutation.Field<NonNullGraphType<VerifyCredentialResultGraphType>>("verifyImportCredential")
            .Description("Asks the platform whether a connection still works. A yes makes imports go on that waited for it.")
            .Needs(FieldRequirement.UseConnection)
            .AsksPlatform()
            .Argument<NonNullGraphType<IdGraphType>>("credentialId", "Of the connection.")
            .ResolveAsync(async context => (await context.Service<VerifyCredential>()
                .ExecuteAsync(context.Actor(), context.Id("credentialId"), context.CancellationToken)).OrRefused());
        mutation.Field<NonNullGraphType<DeleteCredentialResultGraphType>>("deleteImportCredential")
            .Description("Forgets a connection: its secret is erased, its imports are cancelled, what they brought stays. Twice is the same as once.")
            .Needs(FieldRequirement.Credentials)
            .Argument<NonNullGraphType<IdGraphType>>("credentialId", "Of the connection.")
            .ResolveAsync(async context => (await context.Service<DeleteCredential>()
                .ExecuteAsync(context.Actor(), context.Id("credentialId"), context.CancellationToken)).OrRefused());
    }

    private static async Task<object?> CreateAsync(IResolveFieldContext context)
    {
        var key = NewCredential.FromApiKey(
            ApiKeyForms.Find(context.GetArgument<string>("platform")),
            context.GetArgument<string>("apiKey"),
            context.GetArgument<string?>("label"),
            context.GetArgument<string?>("baseUrl")).OrRefused();
        return (await context.Service<CreateCredential>()
            .ExecuteAsync(context.Actor(), key, context.IdempotencyKey(), context.CancellationToken)).OrRefused();
    }
}
