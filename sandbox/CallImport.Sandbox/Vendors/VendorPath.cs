namespace CallImport.Sandbox.Vendors;

internal enum VendorPart
{
    Api,

    /// <summary>Where recordings are; nobody's credential belongs there.</summary>
    Media,

    /// <summary>Sign-in, consent, tokens.</summary>
    Pages,
}

/// <summary>Which vendor a path belongs to and which part of it.</summary>
internal sealed record VendorPath(Vendor Vendor, VendorPart Part);
