using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

/// <summary>JWT credentials that the front page shows, one for each thing that can be right or wrong.</summary>
internal static class RingCentralSampleKeys
{
    public static IEnumerable<Account> All() =>
    [
        new() { Key = "SANDBOX-RINGCENTRAL-FULL", Shows = "All rights: every recorded call, with transcripts", Scopes = RingCentralScopes.All },
        new()
        {
            Key = "SANDBOX-RINGCENTRAL-NOTRANSCRIPTS",
            Shows = "No RingSense: recordings without transcripts (403)",
            Scopes = RingCentralScopes.AllBut(RingCentralScopes.RingSense),
        },
        new()
        {
            Key = "SANDBOX-RINGCENTRAL-NOCOMPANY",
            Shows = "A user who sees only their own calls: the company's call log is refused (403)",
            Scopes = RingCentralScopes.AllBut(RingCentralScopes.CompanyCallLog),
        },
        new()
        {
            Key = "SANDBOX-RINGCENTRAL-NOWEBHOOKS",
            Shows = "No subscriptions: a sync keeps to its schedule (403)",
            Scopes = RingCentralScopes.AllBut(RingCentralScopes.Webhooks),
        },
        new()
        {
            Key = "SANDBOX-RINGCENTRAL-NOPEOPLE",
            Shows = "A user who may not see the company's people: calls without e-mail addresses (403)",
            Scopes = RingCentralScopes.AllBut(RingCentralScopes.Extensions),
        },
        new() { Key = "SANDBOX-RINGCENTRAL-REVOKED", Shows = "A deleted JWT: no token is given (400)", State = KeyState.Revoked, Scopes = RingCentralScopes.All },
    ];

    public static Account Empty() =>
        new() { Key = "SANDBOX-RINGCENTRAL-EMPTY", Shows = "All rights on a company that has no calls yet", Scopes = RingCentralScopes.All };
}
