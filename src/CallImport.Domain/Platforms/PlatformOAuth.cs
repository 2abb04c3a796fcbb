namespace CallImport.Domain.Platforms;

/// <summary>How accounts of a platform are connected by signing in there. Operators override the addresses.</summary>
public sealed record PlatformOAuth
{
    /// <summary>The vendor's page on which a person consents.</summary>
    public required Uri AuthorizationUrl { get; init; }

    public required Uri TokenUrl { get; init; }

    /// <summary>RFC 7009; null where the vendor documents none.</summary>
    public Uri? RevocationUrl { get; init; }

    /// <summary>Asked for on the consent page; empty where the vendor takes them from the registered app.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether the vendor takes PKCE (S256).</summary>
    public required bool UsesPkce { get; init; }

    /// <summary>Domain below which customers have API hosts of their own, which the vendor names with a token; null where it never does.</summary>
    public string? CustomerHosts { get; init; }
}
