namespace CallImport.Web.Auth;

/// <summary>Where to go after signing in: a path of this site, or its front page.</summary>
internal static class LocalAddress
{
    public const string Home = "/";

    public static string Or(string? address) =>
        address is { Length: > 0 and < 2000 } and ['/', ..] &&
        address is not ['/', '/' or '\\', ..] &&
        !address.Any(char.IsControl) &&
        !address.Contains('\\', StringComparison.Ordinal)
            ? address
            : Home;
}
