namespace CallImport.Infrastructure.OAuth;

/// <summary>Which account is to be connected by signing in.</summary>
public sealed record OAuthRequest
{
    /// <summary>Slug or alias, in any case.</summary>
    public required string Platform { get; init; }

    /// <summary>The connection that gets new access; null for a new one.</summary>
    public Guid? CredentialId { get; init; }

    /// <summary>Of a new connection, 1–100 characters; null = one that no longer works is renewed, else a free one is taken.</summary>
    public string? Label { get; init; }
}

/// <param name="AuthorizationUrl">To be opened in the user's browser.</param>
/// <param name="State">Comes back with the code; good once.</param>
public sealed record OAuthStart(string AuthorizationUrl, string State)
{
    public override string ToString() => nameof(OAuthStart);
}

/// <summary>What the vendor sent the browser back with.</summary>
public sealed record OAuthReturn
{
    public required string Platform { get; init; }

    public required string State { get; init; }

    /// <summary>Null when the vendor says why there is none.</summary>
    public string? Code { get; init; }

    public string? Error { get; init; }

    public override string ToString() => $"{nameof(OAuthReturn)}({Platform})";
}
