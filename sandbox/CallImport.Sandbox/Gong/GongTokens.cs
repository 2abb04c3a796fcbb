using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace CallImport.Sandbox.Gong;

/// <summary>What a company has allowed somebody to do, and under which name it is counted.</summary>
internal sealed record GongGrant(GongCompany Company, string Credential, IReadOnlySet<string> Scopes);

internal sealed record GongTokenPair(string AccessToken, string RefreshToken, GongGrant Grant, int Seconds);

/// <summary>Authorization codes (10 minutes, once), access tokens, and refresh tokens that are exchanged at each use.</summary>
internal sealed class GongTokens(SandboxOptions options, TimeProvider time)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (GongGrant Grant, string RedirectUri, DateTimeOffset Until)> _codes = new();
    private readonly ConcurrentDictionary<string, (GongGrant Grant, DateTimeOffset Until)> _access = new();
    private readonly ConcurrentDictionary<string, GongGrant> _refresh = new();
    private int _grants;

    public string Allow(GongCompany company, IReadOnlySet<string> scopes, string redirectUri)
    {
        var grant = new GongGrant(company, $"oauth-{company.Slug}-{Interlocked.Increment(ref _grants)}", scopes);
        var code = Secret();
        _codes[code] = (grant, redirectUri, time.GetUtcNow() + CodeLife);
        return code;
    }

    public GongTokenPair? Redeem(string? code, string? redirectUri) =>
        code is not null && _codes.TryRemove(code, out var found) && found.RedirectUri == redirectUri && time.GetUtcNow() < found.Until
            ? Issue(found.Grant)
            : null;

    public GongTokenPair? Refresh(string? token) =>
        token is not null && _refresh.TryRemove(token, out var grant) ? Issue(grant) : null;

    public GongGrant? Find(string? token) =>
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

    private GongTokenPair Issue(GongGrant grant)
    {
        var seconds = options.Gong.AccessTokenSeconds;
        var pair = new GongTokenPair(Secret(), Secret(), grant, seconds);
        _access[pair.AccessToken] = (grant, time.GetUtcNow().AddSeconds(seconds));
        _refresh[pair.RefreshToken] = grant;
        return pair;
    }

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
