using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.OAuth;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>
/// Access by a JWT that a person made in the Developer Console, or by signing in. In both cases the client is the operator's registered app; the limit
/// for asking is five a minute.
/// </summary>
internal sealed class RingCentralTokens(TokenEndpoint endpoint) : ITokenSource
{
    private const string JwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public bool IssuesTokensFor(CredentialSecret secret) => true;

    public async Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken) =>
        (await AskAsync(connection, TokenQuestion.ForCode(code), cancellationToken)).Grant;

    /// <summary>A JWT is presented anew each time: whether a refresh token comes with it depends on the app, and the JWT outlives it.</summary>
    public async Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        if (!connection.Secret.Values.TryGetValue(RingCentralPlatform.Jwt, out var jwt))
        {
            return (await AskAsync(connection, TokenQuestion.ForRefresh(connection.Secret, RingCentralPlatform.Descriptor), cancellationToken)).Grant;
        }

        var question = new TokenQuestion { Fields = new Dictionary<string, string> { ["grant_type"] = JwtGrant, ["assertion"] = jwt } };
        return (await AskAsync(connection, question, cancellationToken)).Grant with { RefreshToken = null };
    }

    /// <summary>Ends the whole session. RingCentral asks not to repeat it. A JWT outlives it: only who made it can delete it, in the Developer Console.</summary>
    public async Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        await endpoint.RevokeAsync(RingCentralPlatform.Descriptor, connection, connection.Secret[TokenFields.AccessToken], ClientSignIn.Basic, cancellationToken)
        && !connection.Secret.Values.ContainsKey(RingCentralPlatform.Jwt);

    private Task<TokenAnswer> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken) =>
        endpoint.AskAsync(RingCentralPlatform.Descriptor, connection, question with { LimitGroup = RingCentralPlatform.Auth }, cancellationToken);
}
