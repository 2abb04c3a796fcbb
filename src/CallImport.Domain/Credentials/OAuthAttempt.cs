namespace CallImport.Domain.Credentials;

/// <summary>
/// A sign-in at a platform that was begun: good once, for some minutes, and only for the session, workspace and platform that it was begun from.
/// </summary>
public sealed class OAuthAttempt
{
    /// <summary>Public name of the attempt; of no use without the session.</summary>
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the state that travels through the browser, lower-case hex.</summary>
    public required string StateHash { get; init; }

    public Guid WorkspaceId { get; init; }

    public Guid UserId { get; init; }

    /// <summary>SHA-256 of the browser session; null where a program began it with a token.</summary>
    public string? SessionHash { get; init; }

    public required string Platform { get; init; }

    /// <summary>The connection that is to be renewed; null for a new one.</summary>
    public Guid? CredentialId { get; init; }

    /// <summary>Of the new connection; null = one that is free.</summary>
    public string? Label { get; init; }

    /// <summary>The exact address that the platform returns to.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>PKCE verifier as ciphertext; null where the vendor takes none.</summary>
    public string? SealedVerifier { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by the first use, whatever comes of it.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What came of it, for the page that is shown afterwards; JSON without secrets.</summary>
    public string? Outcome { get; init; }
}
