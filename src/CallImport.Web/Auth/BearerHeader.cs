namespace CallImport.Web.Auth;

/// <summary>The Authorization header of a program. Other schemes are for proxies in front of us and say nothing here.</summary>
internal static class BearerHeader
{
    private const string Prefix = "Bearer ";

    public static bool IsOn(HttpRequest request) => TokenOf(request.Headers.Authorization.ToString()) is not null;

    /// <returns>null when the value names another scheme; the text may be no token at all</returns>
    public static string? TokenOf(string? value) =>
        value is not null && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? value[Prefix.Length..].Trim() : null;
}
