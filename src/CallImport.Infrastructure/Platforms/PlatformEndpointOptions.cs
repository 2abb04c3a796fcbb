using CallImport.Infrastructure.Configuration;

namespace CallImport.Infrastructure.Platforms;

/// <summary>Where one platform is reached; named by the platform's configuration name. What is left out defaults to the vendor's address.</summary>
public sealed class PlatformEndpointOptions
{
    public const string Section = "Platforms";

    /// <summary>API root.</summary>
    [WebAddress]
    public Uri? BaseUrl { get; set; }

    public PlatformOAuthOptions OAuth { get; set; } = new();

    /// <summary>Further <c>host[:port]</c> that may receive the credential; the API host always may, no other ever.</summary>
    public string[] CredentialHosts { get; set; } = [];
}

public sealed class PlatformOAuthOptions
{
    /// <summary>Empty: the platform is not offered by OAuth.</summary>
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    [WebAddress]
    public Uri? AuthorizationUrl { get; set; }

    [WebAddress]
    public Uri? TokenUrl { get; set; }

    [WebAddress]
    public Uri? RevocationUrl { get; set; }

    /// <summary>Separated by blanks. Empty: what the product needs.</summary>
    public string Scopes { get; set; } = "";
}
