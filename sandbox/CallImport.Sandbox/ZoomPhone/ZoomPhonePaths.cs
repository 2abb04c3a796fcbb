namespace CallImport.Sandbox.ZoomPhone;

internal static class ZoomPhonePaths
{
    public const string Vendor = "zoom_phone";
    public const string Root = "/zoom_phone";

    /// <summary>The same under the path that the vendor's own address has.</summary>
    public const string Versioned = "/zoom_phone/v2";
    public const string OAuth = "/zoom_phone/oauth";

    /// <summary>Stands in for the host of the files; without credentials.</summary>
    public const string Files = "/zoom-phone-files";
}
