namespace CallImport.Sandbox.Vendors;

/// <summary>All vendors, in the order in which they were added.</summary>
internal sealed class VendorRegister(IEnumerable<Vendor> vendors)
{
    public IReadOnlyList<Vendor> All { get; } = [.. vendors];

    /// <summary>The one that is meant where none is named.</summary>
    public Vendor First => All[0];

    public Vendor? Find(string? slug) => slug is null ? First : All.FirstOrDefault(vendor => vendor.Slug == slug);

    /// <returns>null for the sandbox's own pages</returns>
    public VendorPath? At(PathString path)
    {
        foreach (var vendor in All)
        {
            if (vendor.PartAt(path) is { } part)
            {
                return new VendorPath(vendor, part);
            }
        }

        return null;
    }
}
