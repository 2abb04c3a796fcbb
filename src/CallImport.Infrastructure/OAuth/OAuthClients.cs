using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.OAuth;

/// <summary>How this installation is registered with a platform.</summary>
/// <param name="ClientId">Empty: the operator has not registered it.</param>
internal sealed record OAuthClient(
    string ClientId, string ClientSecret, Uri AuthorizationUrl, Uri TokenUrl, Uri? RevocationUrl, IReadOnlyList<string> Scopes)
{
    public bool IsSetUp => ClientId.Length > 0;

    public override string ToString() => nameof(OAuthClient);
}

/// <summary>What the operator has configured, completed by what the vendors document.</summary>
internal sealed class OAuthClients(IOptionsMonitor<PlatformEndpointOptions> endpoints)
{
    /// <returns>null for a platform that knows no sign-in</returns>
    public OAuthClient? Find(PlatformDescriptor platform)
    {
        if (platform.OAuth is not { } vendor)
        {
            return null;
        }

        var configured = endpoints.Get(platform.ConfigurationName).OAuth;
        return new OAuthClient(
            configured.ClientId,
            configured.ClientSecret,
            configured.AuthorizationUrl ?? vendor.AuthorizationUrl,
            configured.TokenUrl ?? vendor.TokenUrl,
            configured.RevocationUrl ?? vendor.RevocationUrl,
            string.IsNullOrWhiteSpace(configured.Scopes) ? vendor.Scopes : configured.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
