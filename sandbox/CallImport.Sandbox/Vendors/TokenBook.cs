using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CallImport.Sandbox.Vendors;

/// <summary>What a company has allowed somebody to do, and under which name it is counted.</summary>
internal sealed record Grant<TCompany>(TCompany Company, string Credential, IReadOnlySet<string> Scopes);

internal sealed record TokenPair<TCompany>(string AccessToken, string RefreshToken, Grant<TCompany> Grant, int Seconds);

/// <param name="Challenge">PKCE, S256; null when none was sent.</param>
internal sealed record AllowedCode<TCompany>(Grant<TCompany> Grant, string RedirectUri, string? Challenge, DateTimeOffset Until)
{
    public bool IsProvedBy(string? verifier) => Challenge is null
        ? verifier is null
        : verifier is not null && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == Challenge;
}

/// <summary>Authorization codes (10 minutes, once), access tokens, and refresh tokens that are exchanged at each use.</summary>
internal abstract class TokenBook<TCompany>(TimeProvider time)
    where TCompany : Company
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, AllowedCode<TCompany>> _codes = new();
    private readonly ConcurrentDictionary<string, (Grant<TCompany> Grant, DateTimeOffset Until)> _access = new();
    private readonly ConcurrentDictionary<string, Grant<TCompany>> _refresh = new();
    private int _grants;

    protected abstract int AccessTokenSeconds { get; }

    public string Allow(TCompany company, IReadOnlySet<string> scopes, string redirectUri, string? challenge = null)
    {
        var code = Secret();
        _codes[code] = new AllowedCode<TCompany>(NewGrant(company, scopes), redirectUri, challenge, time.GetUtcNow() + CodeLife);
        return code;
    }

    /// <param name="code">is used up, whatever comes of it</param>
    /// <param name="fits">what else the vendor looks at</param>
    public TokenPair<TCompany>? Redeem(string? code, Predicate<AllowedCode<TCompany>> fits) =>
        code is not null && _codes.TryRemove(code, out var found) && fits(found) && time.GetUtcNow() < found.Until ? Issue(found.Grant) : null;

    public TokenPair<TCompany>? Refresh(string? token) =>
        token is not null && _refresh.TryRemove(token, out var grant) ? Issue(grant) : null;

    /// <summary>Tokens for somebody who has proved by other means who they are.</summary>
    public TokenPair<TCompany> Issue(TCompany company, IReadOnlySet<string> scopes) => Issue(NewGrant(company, scopes));

    public Grant<TCompany>? Find(string? token) =>
        token is not null && _access.TryGetValue(token, out var found) && time.GetUtcNow() < found.Until ? found.Grant : null;

    /// <summary>Ends all access tokens, and on demand the refresh tokens too.</summary>
    public void Revoke(bool refreshTokens)
    {
        _access.Clear();
        if (refreshTokens)
        {
            _refresh.Clear();
            _codes.Clear();
        }
    }

    private Grant<TCompany> NewGrant(TCompany company, IReadOnlySet<string> scopes) =>
        new(company, $"oauth-{company.Slug}-{Interlocked.Increment(ref _grants)}", scopes);

    private TokenPair<TCompany> Issue(Grant<TCompany> grant)
    {
        var pair = new TokenPair<TCompany>(Secret(), Secret(), grant, AccessTokenSeconds);
        _access[pair.AccessToken] = (grant, time.GetUtcNow().AddSeconds(pair.Seconds));
        _refresh[pair.RefreshToken] = grant;
        return pair;
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
