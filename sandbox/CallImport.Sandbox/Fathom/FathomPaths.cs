namespace CallImport.Sandbox.Fathom;

internal static class FathomPaths
{
    public const string Vendor = "fathom";
    public const string Root = "/fathom";

    /// <summary>Below the vendor's own path, which the API's base address leaves out.</summary>
    public const string OAuth = "/fathom/external/v1/oauth2";

    /// <summary>Where recordings are; not part of the API and without credentials.</summary>
    public const string Media = "/fathom-media";
}
