namespace CallImport.Sandbox.RingCentral;

internal static class RingCentralPaths
{
    public const string Vendor = "ringcentral";
    public const string Root = "/ringcentral";
    public const string OAuth = "/ringcentral/restapi/oauth";

    /// <summary>Stands in for the media host. It wants the access token, counts as heavy, and thus is a part of the API.</summary>
    public const string Media = "/ringcentral-media";
}
