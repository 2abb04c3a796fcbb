using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

/// <summary>The sandbox's Gong. Bound to <c>Sandbox:Gong</c>.</summary>
public sealed class GongSandboxOptions : VendorOptions
{
    /// <summary>Requests per second and company. 0 = no limit.</summary>
    public int RequestsPerSecond { get; set; } = 3;

    /// <summary>Requests per UTC day and company. 0 = no limit.</summary>
    public int RequestsPerDay { get; set; } = 10_000;

    public int PageSize { get; set; } = 100;

    /// <summary>Empty fields are sent as null, as the live service does. False: left out, as its published description has it.</summary>
    public bool ExplicitNulls { get; set; } = true;

    public int MediaUrlSeconds { get; set; } = 8 * 3600;

    public int CursorSeconds { get; set; } = 3600;

    public int AccessTokenSeconds { get; set; } = 86_400;

    /// <summary>Addresses that an authorization may return to, compared character by character.</summary>
    public IList<string> RedirectUris { get; } = ["http://127.0.0.1:8080/oauth/callback/gong", "http://localhost:8080/oauth/callback/gong"];
}
