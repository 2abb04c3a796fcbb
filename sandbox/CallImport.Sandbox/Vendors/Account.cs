namespace CallImport.Sandbox.Vendors;

internal enum KeyState
{
    Active,
    Revoked,

    /// <summary>The key is right, but the caller's address is not on its list.</summary>
    Blocked,
}

/// <summary>What somebody can sign in with, and what it may do.</summary>
internal sealed record Account
{
    /// <summary>What it is found and counted by.</summary>
    public required string Key { get; init; }

    /// <summary>Empty where the key alone is the secret.</summary>
    public string Secret { get; init; } = "";

    /// <summary>What it shows, for the sandbox's front page.</summary>
    public required string Shows { get; init; }

    public KeyState State { get; set; } = KeyState.Active;

    /// <summary>Without it every list is empty, as it is for a user who may not see calls.</summary>
    public bool SeesCalls { get; init; } = true;

    /// <summary>Rights, for vendors that grant them one by one.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = new HashSet<string>();

    /// <summary>As the product's API takes it.</summary>
    public string ApiKey => Secret.Length == 0 ? Key : $"{Key}:{Secret}";
}
