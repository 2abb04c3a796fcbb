using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>Fathom's OAuth: the client signs in within the form; a refresh token is good for one refresh, which brings the next. It cannot be revoked by us.</summary>
internal sealed class FathomTokens(TokenEndpoint endpoint) : ITokenSource
{
    /// <summary>Keys are sent as they are.</summary>
    public bool IssuesTokensFor(CredentialSecret secret) => secret.Type == CredentialType.OAuth;

    public Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken) =>
        AskAsync(connection, TokenQuestion.ForCode(code), cancellationToken);

    public Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        connection.Secret.Values.TryGetValue(TokenFields.RefreshToken, out var refreshToken)
            ? AskAsync(connection, TokenQuestion.ForRefresh(refreshToken), cancellationToken)
            : throw new PlatformException(
                FailureClass.AuthExpired, "Fathom's access has ended and it gave nothing to renew it by. An administrator has to connect the account again.");

    public Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) => Task.FromResult(false);

    private async Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var form = question with { SignIn = ClientSignIn.Form, LimitGroup = FathomPlatform.Token };
        return (await endpoint.AskAsync(FathomPlatform.Descriptor, connection, form, cancellationToken)).Grant;
    }
}
