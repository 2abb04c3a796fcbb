using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>
/// Gong's OAuth: the client signs in by Basic, the arguments are in the query, as Gong documents. An access token lives a day, every refresh brings a
/// new refresh token, and the answer names the host that alone takes the token.
/// </summary>
internal sealed class GongTokens(TokenEndpoint endpoint) : ITokenSource
{
    /// <summary>Access keys are sent as they are.</summary>
    public bool IssuesTokensFor(CredentialSecret secret) => secret.Type == CredentialType.OAuth;

    public Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken) =>
        AskAsync(connection, TokenQuestion.ForCode(code), cancellationToken);

    public Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        connection.Secret.Values.TryGetValue(TokenFields.RefreshToken, out var refreshToken)
            ? AskAsync(connection, TokenQuestion.ForRefresh(refreshToken), cancellationToken)
            : throw new PlatformException(
                FailureClass.AuthExpired, "Gong's access has ended and it gave nothing to renew it by. An administrator has to connect the account again.");

    public Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) => endpoint.RevokeAsync(
        GongPlatform.Descriptor,
        connection,
        connection.Secret.Values.GetValueOrDefault(TokenFields.RefreshToken) ?? connection.Secret[TokenFields.AccessToken],
        ClientSignIn.Basic,
        cancellationToken);

    private async Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken)
    {
        var answer = await endpoint.AskAsync(
            GongPlatform.Descriptor, connection, question with { Encoding = TokenEncoding.Query }, cancellationToken);
        return answer.Grant with { ApiBaseUrl = HostIn(answer.Body.Text("api_base_url_for_customer")) };
    }

    /// <summary>Whether it may be used is decided where it is saved.</summary>
    private static Uri? HostIn(string? address) => address is null ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var url) ? url
        : throw PlatformAnswer.Unusable(GongPlatform.Descriptor.DisplayName);
}
