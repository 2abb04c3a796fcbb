using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>
/// Access by the customer's own server-to-server app, whose client signs in for its account, or by the operator's app after consent. The first gives
/// no refresh token: it is asked anew. Of the second each refresh gives a new one.
/// </summary>
internal sealed class ZoomPhoneTokens(TokenEndpoint endpoint) : ITokenSource
{
    private static readonly string[] Domains = ["zoom.us", "zoomgov.com"];

    public bool IssuesTokensFor(CredentialSecret secret) => true;

    public async Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken) =>
        Located(await endpoint.AskAsync(ZoomPhonePlatform.Descriptor, connection, TokenQuestion.ForCode(code), cancellationToken));

    public async Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        Located(await endpoint.AskAsync(ZoomPhonePlatform.Descriptor, connection, Question(connection.Secret), cancellationToken));

    /// <summary>A server-to-server app belongs to the customer, who ends it; its tokens end within the hour.</summary>
    public async Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) => !IsServerToServer(connection.Secret)
        && await endpoint.RevokeAsync(ZoomPhonePlatform.Descriptor, connection, connection.Secret[TokenFields.AccessToken], ClientSignIn.Basic, cancellationToken);

    private static TokenQuestion Question(CredentialSecret secret) => IsServerToServer(secret)
        ? new TokenQuestion
        {
            Fields = new Dictionary<string, string> { ["grant_type"] = "account_credentials", ["account_id"] = secret[ZoomPhonePlatform.AccountId] },
            ClientId = secret[ZoomPhonePlatform.ClientId],
            ClientSecret = secret[ZoomPhonePlatform.ClientSecret],
        }
        : TokenQuestion.ForRefresh(secret, ZoomPhonePlatform.Descriptor);

    /// <summary>An account of another region has another API host, which comes with the token. Only Zoom's own are believed.</summary>
    private static TokenGrant Located(TokenAnswer answer) =>
        Uri.TryCreate(answer.Body.Text("api_url"), UriKind.Absolute, out var host) && host.Scheme == Uri.UriSchemeHttps && IsZooms(host.IdnHost)
            ? answer.Grant with { ApiBaseUrl = new Uri(host, "/v2") }
            : answer.Grant;

    private static bool IsZooms(string host) => Domains.Any(domain => host == domain || host.EndsWith($".{domain}", StringComparison.Ordinal));

    private static bool IsServerToServer(CredentialSecret secret) => secret.Values.ContainsKey(ZoomPhonePlatform.AccountId);
}
