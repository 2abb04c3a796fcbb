using CallImport.Sandbox.Gong;

namespace CallImport.Sandbox.Faults;

/// <summary>Which vendor a path belongs to and which part of it. One line here for each platform.</summary>
internal sealed record VendorPath(bool IsApi, bool IsMedia, Func<HttpContext, int, string, Task> ErrorAsync)
{
    private static readonly VendorPath GongApi = new(IsApi: true, IsMedia: false, GongErrors.WriteAsync);
    private static readonly VendorPath GongMedia = new(IsApi: false, IsMedia: true, GongErrors.WriteAsync);
    private static readonly VendorPath GongPages = new(IsApi: false, IsMedia: false, GongErrors.WriteAsync);

    /// <summary>Null for the sandbox's own pages.</summary>
    public static VendorPath? Of(PathString path) => path switch
    {
        _ when path.StartsWithSegments(GongPaths.Media) => GongMedia,
        _ when path.StartsWithSegments(GongPaths.OAuth) => GongPages,
        _ when path.StartsWithSegments(GongPaths.Root) => GongApi,
        _ => null,
    };
}
