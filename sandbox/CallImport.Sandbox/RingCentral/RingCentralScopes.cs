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

    // Permissions of the user, not of the app.
    public const string CompanyCallLog = "FullCompanyCallLog";
    public const string Extensions = "ReadExtensions";

    public static readonly IReadOnlySet<string> All =
        new HashSet<string>(StringComparer.Ordinal) { Accounts, CallLog, Recording, RingSense, Webhooks, CallControl, CompanyCallLog, Extensions };

    public static IReadOnlySet<string> AllBut(string missing) => All.Where(scope => scope != missing).ToHashSet(StringComparer.Ordinal);

    public static bool IsOfTheUser(string right) => right is CompanyCallLog or Extensions;

    /// <summary>As a token tells them.</summary>
    public static string Told(IEnumerable<string> scopes) => string.Join(' ', scopes.Where(scope => !IsOfTheUser(scope)));
}
