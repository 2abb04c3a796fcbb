using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Fathom;

/// <summary>The sandbox's Fathom. Bound to <c>Sandbox:Fathom</c>.</summary>
public sealed class FathomSandboxOptions : VendorOptions
{
    /// <summary>Requests a minute and company, all kinds together. 0 = no limit.</summary>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>Of those transcripts, summaries, and lists with either. 0 = no limit.</summary>
    public int HeavyPerMinute { get; set; } = 30;

    /// <summary>Of those requests to prepare a recording. 0 = no limit.</summary>
    public int DownloadsPerMinute { get; set; } = 30;

    public int PageSize { get; set; } = 10;

    /// <summary>How long a recording is prepared the first time it is asked for.</summary>
    public double PreparationSeconds { get; set; } = 2;

    public int MediaUrlSeconds { get; set; } = 24 * 3600;

    public int CursorSeconds { get; set; } = 3600;

    public int AccessTokenSeconds { get; set; } = 3600;

    /// <summary>Addresses that an authorization may return to, compared character by character.</summary>
    public IList<string> RedirectUris { get; } = ["http://127.0.0.1:8080/oauth/callback/fathom", "http://localhost:8080/oauth/callback/fathom"];
}
