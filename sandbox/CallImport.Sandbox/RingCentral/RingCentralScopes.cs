namespace CallImport.Sandbox.RingCentral;

/// <summary>What an app may do and what its user may do, side by side: both have to allow a call.</summary>
internal static class RingCentralScopes
{
    public const string Accounts = "ReadAccounts";
    public const string CallLog = "ReadCallLog";
    public const string Recording = "ReadCallRecording";
    public const string RingSense = "RingSense";
    public const string Webhooks = "SubscriptionWebhook";
    public const string CallControl = "CallControl";

    /// <summary>A permission of the user, not of the app.</summary>
    public const string CompanyCallLog = "FullCompanyCallLog";

    public static readonly IReadOnlySet<string> All =
        new HashSet<string>(StringComparer.Ordinal) { Accounts, CallLog, Recording, RingSense, Webhooks, CallControl, CompanyCallLog };

    public static IReadOnlySet<string> AllBut(string missing) => All.Where(scope => scope != missing).ToHashSet(StringComparer.Ordinal);

    /// <summary>As a token tells them.</summary>
    public static string Told(IEnumerable<string> scopes) => string.Join(' ', scopes.Where(scope => scope != CompanyCallLog));
}
