namespace CallImport.Sandbox.Gong;

internal static class GongPaths
{
    public const string Vendor = "gong";
    public const string Root = "/gong";
    public const string Api = "/gong/v2";

    /// <summary>The address that is a customer's own, as OAuth tokens need it.</summary>
    public const string CustomerApi = "/gong/customers/{tenant}/v2";
    public const string OAuth = "/gong/oauth2";

    /// <summary>Where recordings are; not part of the API and without credentials.</summary>
    public const string Media = "/gong-media";
}
