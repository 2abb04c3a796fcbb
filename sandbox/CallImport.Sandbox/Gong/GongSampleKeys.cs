using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

/// <summary>The keys that the front page shows, one for each thing that can be right or wrong with a key.</summary>
internal static class GongSampleKeys
{
    public static IEnumerable<Account> All() =>
    [
        new() { Key = "SANDBOX-GONG-FULL", Secret = "full-rights-secret", Shows = "All rights: every call with recording and transcript", Scopes = GongScopes.All },
        new()
        {
            Key = "SANDBOX-GONG-NOCALLS",
            Secret = "no-calls-secret",
            Shows = "A user who may not see calls: valid, but every list is empty (404)",
            SeesCalls = false,
            Scopes = GongScopes.All,
        },
        new()
        {
            Key = "SANDBOX-GONG-NOMEDIA",
            Secret = "no-media-secret",
            Shows = "Calls and transcripts, but no right to recordings: the media is missing",
            Scopes = GongScopes.All.Where(scope => scope != GongScopes.Media).ToHashSet(StringComparer.Ordinal),
        },
        new() { Key = "SANDBOX-GONG-REVOKED", Secret = "revoked-secret", Shows = "A revoked key: 401", State = KeyState.Revoked, Scopes = GongScopes.All },
        new() { Key = "SANDBOX-GONG-BLOCKED", Secret = "blocked-secret", Shows = "A key that is bound to other addresses: 403", State = KeyState.Blocked, Scopes = GongScopes.All },
    ];

    public static Account Empty() =>
        new() { Key = "SANDBOX-GONG-EMPTY", Secret = "empty-secret", Shows = "All rights on a company that has no calls yet", Scopes = GongScopes.All };
}
