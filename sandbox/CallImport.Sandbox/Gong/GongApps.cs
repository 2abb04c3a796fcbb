namespace CallImport.Sandbox.Gong;

/// <summary>The app that is registered with the sandbox's Gong, and the people who can sign in there.</summary>
internal static class GongApps
{
    public const string ClientId = "sandbox-client";
    public const string ClientSecret = "sandbox-client-secret";

    public static readonly IReadOnlyList<(string Key, string Name, bool IsAdministrator)> Users =
    [
        ("admin", "Alex Harbor, technical administrator of Harborline", true),
        ("user", "Sarah Mitchell, account executive at Harborline (may not approve apps)", false),
    ];
}
