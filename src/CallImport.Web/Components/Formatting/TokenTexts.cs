using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Components.Formatting;

/// <summary>Tokens in words.</summary>
internal static class TokenTexts
{
    /// <summary>What each scope is for, in the order in which they are offered.</summary>
    public static IReadOnlyList<(ApiScopes Scope, string Name, string Means)> Scopes { get; } =
    [
        (ApiScopes.Read, "read", "See imports, calls, recordings and transcripts"),
        (ApiScopes.Import, "import", "Preview, start, pause, cancel and retry imports"),
        (ApiScopes.Credentials, "credentials", "Connect and forget accounts, set up syncs"),
        (ApiScopes.Admin, "admin", "Read the audit trail, make and revoke tokens"),
    ];

    public static (string Label, Tone Tone, string Slug) StateOf(ListedToken row, DateTimeOffset now) => row.Token switch
    {
        { RevokedAt: not null } => ("Revoked", Tone.Quiet, "revoked"),
        { ExpiresAt: { } end } when end <= now => ("Expired", Tone.Waiting, "expired"),
        _ when row.Effective == ApiScopes.None => ("Without effect", Tone.Waiting, "powerless"),
        _ => ("Active", Tone.Good, "active"),
    };

    /// <summary>Scopes that the role of the owner has made void; null when there are none.</summary>
    public static string? VoidScopesOf(ListedToken row)
    {
        string[] lost = [.. row.Token.Scopes.Except(ApiScopeNames.Of(row.Effective))];
        return lost.Length == 0 ? null : string.Join(", ", lost);
    }
}
