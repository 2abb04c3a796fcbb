namespace CallImport.Domain.Workspaces;

/// <summary>Scopes as they are stored, asked for and shown: <c>read import credentials admin</c>.</summary>
public static class ApiScopeNames
{
    private static readonly ApiScopes[] Each = [ApiScopes.Read, ApiScopes.Import, ApiScopes.Credentials, ApiScopes.Admin];

    /// <summary>Every name, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Each.Select(Slug.Of)];

    public static IReadOnlyList<string> Of(ApiScopes scopes) => [.. Each.Where(scope => scopes.HasFlag(scope)).Select(Slug.Of)];

    /// <returns>false when one of the names is none</returns>
    public static bool TryParse(IEnumerable<string> names, out ApiScopes scopes)
    {
        scopes = ApiScopes.None;
        foreach (var name in names)
        {
            if (!Known.Contains(name, StringComparer.Ordinal) || !Slug.TryParse<ApiScopes>(name, out var scope))
            {
                return false;
            }

            scopes |= scope;
        }

        return true;
    }
}
