using CallImport.Domain.Credentials;

namespace CallImport.Domain.Platforms;

/// <summary>
/// What a platform adds to its adapter whose access is by tokens that end. Stateless: it only asks the vendor. When to ask, that it is asked once
/// for all nodes, and that the answer is saved before it is used is the vault's business.
/// </summary>
/// <remarks>
/// All methods throw <see cref="PlatformException"/>: AuthExpired for a grant that is dead for good, RateLimited and Transient for what passes.
/// </remarks>
public interface ITokenSource
{
    /// <returns>false for a key that is sent as it is: nothing is ever obtained or renewed for it</returns>
    bool IssuesTokensFor(CredentialSecret secret);

    /// <summary>Exchanges what the vendor handed out after a person's consent.</summary>
    /// <param name="connection">Of the account to be; its secret is empty.</param>
    Task<TokenGrant> RedeemAsync(PlatformConnection connection, AuthorizationCode code, CancellationToken cancellationToken);

    /// <summary>Obtains an access token from what is lasting in the connection's secret: its refresh token, or the fields that were typed in.</summary>
    Task<TokenGrant> RenewAsync(PlatformConnection connection, CancellationToken cancellationToken);

    /// <summary>Ends the grant at the vendor.</summary>
    /// <returns>false when the vendor has no way to do so</returns>
    Task<bool> RevokeAsync(PlatformConnection connection, CancellationToken cancellationToken);
}

/// <param name="RedirectUri">The exact address that the consent returned to.</param>
/// <param name="CodeVerifier">RFC 7636; null where the vendor takes no PKCE.</param>
public sealed record AuthorizationCode(string Code, Uri RedirectUri, string? CodeVerifier)
{
    public override string ToString() => nameof(AuthorizationCode);
}

/// <summary>What a vendor gives access by. Never printed.</summary>
public sealed record TokenGrant
{
    public required string AccessToken { get; init; }

    /// <summary>Null: the one before stays, or there is none.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>From the answer on; null = it does not end.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>API root of this very account, where the vendor names one.</summary>
    public Uri? ApiBaseUrl { get; init; }

    /// <summary>What was granted; empty where the vendor does not say.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>How long before its end a token is renewed: long enough for slow requests, short against its life.</summary>
    public TimeSpan? RenewAfter => Lifetime is { } life ? life - (life / 10 < LongestMargin ? life / 10 : LongestMargin) : null;

    private static TimeSpan LongestMargin { get; } = TimeSpan.FromMinutes(5);

    public override string ToString() => nameof(TokenGrant);
}
