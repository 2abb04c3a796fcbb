namespace CallImport.Sandbox.Gong;

internal static class GongScopes
{
    public const string Basic = "api:calls:read:basic";
    public const string Extensive = "api:calls:read:extensive";
    public const string Media = "api:calls:read:media-url";
    public const string Transcript = "api:calls:read:transcript";
    public const string Users = "api:users:read";
    public const string Workspaces = "api:workspaces:read";

    public static readonly IReadOnlySet<string> All =
        new HashSet<string>(StringComparer.Ordinal) { Basic, Extensive, Media, Transcript, Users, Workspaces };
}
