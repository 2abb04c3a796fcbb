using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Grain;

/// <summary>The sandbox's Grain. Bound to <c>Sandbox:Grain</c>.</summary>
public sealed class GrainSandboxOptions : VendorOptions
{
    /// <summary>Requests a minute and company. 0 = no limit.</summary>
    public int RequestsPerMinute { get; set; } = 300;

    public int PageSize { get; set; } = 20;

    public int MediaUrlSeconds { get; set; } = 3600;

    public int CursorSeconds { get; set; } = 3600;

    public int AccessTokenSeconds { get; set; } = 3600;

    /// <summary>The vendor's page says of its two date filters the reverse of what their names say; nobody knows which one it does.</summary>
    public bool ReversedDateFilters { get; set; }

    /// <summary>Downloads answer with the file itself instead of a redirect.</summary>
    public bool DirectDownloads { get; set; }

    /// <summary>Addresses that an authorization may return to, compared character by character.</summary>
    public IList<string> RedirectUris { get; } = ["http://127.0.0.1:8080/oauth/callback/grain", "http://localhost:8080/oauth/callback/grain"];
}
