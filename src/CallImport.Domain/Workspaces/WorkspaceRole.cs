namespace CallImport.Domain.Workspaces;

/// <summary>What a member may do; each role includes those below it in this list.</summary>
public enum WorkspaceRole
{
    /// <summary>Reads calls, jobs and their progress.</summary>
    Viewer,

    /// <summary>Also starts, pauses, cancels and retries imports.</summary>
    Member,

    /// <summary>Also manages credentials, syncs and tokens.</summary>
    Admin,

    /// <summary>Also manages members and erases data.</summary>
    Owner,
}
