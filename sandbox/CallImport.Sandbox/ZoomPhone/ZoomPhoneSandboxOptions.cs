using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>The sandbox's Zoom Phone. Bound to <c>Sandbox:ZoomPhone</c>. Limits are per account, 0 = none.</summary>
public sealed class ZoomPhoneSandboxOptions : VendorOptions
{
    /// <summary>Requests a second of the kind that lists and downloads.</summary>
    public int MediumPerSecond { get; set; } = 10;

    /// <summary>Requests a second of the kind that reads single things.</summary>
    public int LightPerSecond { get; set; } = 20;

    public int PageTokenSeconds { get; set; } = 900;

    /// <summary>How long the address of a file is good.</summary>
    public int FileSeconds { get; set; } = 1800;

    public int AccessTokenSeconds { get; set; } = 3600;

    /// <summary>Addresses that an authorization may return to, compared character by character.</summary>
    public IList<string> RedirectUris { get; } =
        ["http://127.0.0.1:8080/oauth/callback/zoom_phone", "http://localhost:8080/oauth/callback/zoom_phone"];
}
