namespace CallImport.Domain.Workspaces;

/// <summary>What a token may be used for. A role still has to allow it: what holds is what both allow. No scope includes another.</summary>
[Flags]
public enum ApiScopes
{
    None = 0,

    /// <summary>Reads imports, calls, recordings, transcripts and the list of credentials (never their content).</summary>
    Read = 1,

    /// <summary>Previews, starts, pauses, cancels and retries imports.</summary>
    Import = 2,

    /// <summary>Connects, replaces and deletes credentials, sets up syncs and webhooks.</summary>
    Credentials = 4,

    /// <summary>Reads the audit trail, makes and revokes tokens.</summary>
    Admin = 8,

    /// <summary>What a person's own session has.</summary>
    All = Read | Import | Credentials | Admin,
}
