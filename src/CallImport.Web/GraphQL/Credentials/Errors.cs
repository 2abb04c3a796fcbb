using CallImport.Domain;

namespace CallImport.Web.GraphQL.Credentials;

internal sealed record OAuthNotOffered(string DisplayName, string KeyForm) : Refusal(
    RefusalKind.BadInput, $"{DisplayName} is not connected by signing in. Connect it by createImportCredential with an apiKey of the form {KeyForm}.");

internal sealed record NotConnectableYet(string DisplayName) : Refusal(
    RefusalKind.BadInput, $"{DisplayName} cannot be connected yet, neither by signing in nor by a key. importPlatforms says which platforms can.");
