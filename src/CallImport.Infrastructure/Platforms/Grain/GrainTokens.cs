using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>
/// Grain's OAuth: arguments travel as JSON, the redirect address is not among those that Grain lists, each refresh brings a new refresh token. Old apps
/// get a token that never ends and nothing to renew it by. It cannot be revoked by us.
/// </summary>
internal sealed class GrainTokens(TokenEndpoint endpoint) : ITokenSource
{
    private const string RedirectUri = "redirect_uri";

    /// <summary>Typed tokens are sent as they are.</summary>
    public bool IssuesTokensFor(CredentialSecret secret) => secret.Type == CredentialType.OAuth;

    public Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken) =>
        AskAsync(connection, TokenQuestion.ForCode(code), cancellationToken);

    public Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        connection.Secret.Values.TryGetValue(TokenFields.RefreshToken, out var refreshToken)
            ? AskAsync(connection, TokenQuestion.ForRefresh(refreshToken), cancellationToken)
            : throw new PlatformException(
                FailureClass.AuthExpired, "Grain's access has ended and it gave nothing to renew it by. An administrator has to connect the account again.");

    public Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) => Task.FromResult(false);

    private async Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var listed = question with
        {
            Fields = question.Fields.Where(field => field.Key != RedirectUri).ToDictionary(),
            SignIn = ClientSignIn.Form,
            Encoding = TokenEncoding.Json,
        };
        return (await endpoint.AskAsync(GrainPlatform.Descriptor, connection, listed, cancellationToken)).Grant;
    }
}
