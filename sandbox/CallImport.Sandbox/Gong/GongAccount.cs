namespace CallImport.Sandbox.Gong;

internal enum KeyState
{
    Active,
    Revoked,

    /// <summary>The key is right, but the caller's address is not on its list.</summary>
    Blocked,
}

/// <summary>What somebody can sign in with, and what it may do.</summary>
internal sealed record GongAccount
{
    public required string AccessKey { get; init; }

    public required string Secret { get; init; }

    /// <summary>What it shows, for the sandbox's front page.</summary>
    public required string Shows { get; init; }

    public KeyState State { get; set; } = KeyState.Active;

    /// <summary>Without it every list is empty, as it is for a user who may not see calls.</summary>
    public bool SeesCalls { get; init; } = true;

    public IReadOnlySet<string> Scopes { get; init; } = GongScopes.All;
}

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
