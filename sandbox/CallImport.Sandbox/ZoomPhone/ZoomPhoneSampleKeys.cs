using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Server-to-server apps that the front page shows, one for each thing that can be right or wrong. The key is account and client.</summary>
internal static class ZoomPhoneSampleKeys
{
    private const string AccountId = "sandbox-account";

    public static IEnumerable<Account> All() =>
    [
        New("FULL", "full-rights-secret", "All rights: every recording with its transcript", ZoomPhoneScopes.All),
        New("NOTRANSCRIPTS", "no-transcripts-secret", "The scope for transcripts is missing (code 4711)", ZoomPhoneScopes.AllBut(ZoomPhoneScopes.Transcript)),
        New("NOMEDIA", "no-media-secret", "The scope for recordings is missing (code 4711)", ZoomPhoneScopes.AllBut(ZoomPhoneScopes.Recording)),
        New("NOCALLS", "no-calls-secret", "The scope for the list is missing (code 4711)", ZoomPhoneScopes.AllBut(ZoomPhoneScopes.List)),
        New("NOPEOPLE", "no-people-secret", "The scope for users is missing (code 4711): calls come without e-mail addresses", ZoomPhoneScopes.AllBut(ZoomPhoneScopes.Users)),
        New("REVOKED", "revoked-secret", "An app that is deactivated: no token is given", ZoomPhoneScopes.All) with { State = KeyState.Revoked },
    ];

    public static Account Empty() => new()
    {
        Key = "sandbox-empty-account:SANDBOX-ZOOM-EMPTY",
        Secret = "empty-secret",
        Shows = "All rights on an account that has no recordings yet",
        Scopes = ZoomPhoneScopes.All,
    };

    private static Account New(string name, string secret, string shows, IReadOnlySet<string> scopes) =>
        new() { Key = $"{AccountId}:SANDBOX-ZOOM-{name}", Secret = secret, Shows = shows, Scopes = scopes };
}
