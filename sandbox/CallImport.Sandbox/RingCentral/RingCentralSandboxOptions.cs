using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

/// <summary>The sandbox's RingCentral. Bound to <c>Sandbox:RingCentral</c>. Limits are per company and minute, 0 = none.</summary>
public sealed class RingCentralSandboxOptions : VendorOptions
{
    public int HeavyPerMinute { get; set; } = 10;

    public int MediumPerMinute { get; set; } = 40;

    public int LightPerMinute { get; set; } = 50;

    public int AuthPerMinute { get; set; } = 5;

    /// <summary>How long a group is shut after a limit was exceeded; every request in between starts it anew.</summary>
    public int PenaltySeconds { get; set; } = 60;

    public int AccessTokenSeconds { get; set; } = 3600;

    /// <summary>Addresses that an authorization may return to, compared character by character.</summary>
    public IList<string> RedirectUris { get; } =
        ["http://127.0.0.1:8080/oauth/callback/ringcentral", "http://localhost:8080/oauth/callback/ringcentral"];
}
