namespace CallImport.Sandbox.Grain;

internal static class GrainPaths
{
    public const string Vendor = "grain";
    public const string Root = "/grain";
    public const string Api = "/grain/_/public-api/v2";
    public const string OAuth = "/grain/_/public-api/oauth2";

    /// <summary>Where recordings are; not part of the API and without credentials.</summary>
    public const string Media = "/grain-media";
}
