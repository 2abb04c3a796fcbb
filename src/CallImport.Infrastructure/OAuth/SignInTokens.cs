using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.OAuth;

/// <summary>Tokens of a platform that gives them for a person's consent and a refresh token, and to nobody else: typed keys are sent as they are.</summary>
internal abstract class SignInTokens(PlatformDescriptor platform) : ITokenSource
{
    protected PlatformDescriptor Platform { get; } = platform;

    public bool IssuesTokensFor(CredentialSecret secret) => secret.Type == CredentialType.OAuth;

    public Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken) =>
        AskAsync(connection, TokenQuestion.ForCode(code), cancellationToken);

    public Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        AskAsync(connection, TokenQuestion.ForRefresh(connection.Secret, Platform), cancellationToken);

    /// <returns>false: the platform has no way to, unless it says otherwise</returns>
    public virtual Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Asks in the form that the platform takes.</summary>
    protected abstract Task<TokenGrant> AskAsync(PlatformConnection connection, TokenQuestion question, CancellationToken cancellationToken);
}
