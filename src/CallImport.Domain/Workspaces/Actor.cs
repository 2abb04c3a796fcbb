namespace CallImport.Domain.Workspaces;

/// <summary>Who acts, in which workspace: the first argument of every use case. Built only from a verified session, token or operator command.</summary>
/// <param name="UserId">Null for operators and the system itself.</param>
/// <param name="Name">For the audit trail: e-mail address, <c>operator</c> or <c>system</c>.</param>
public sealed record Actor(Guid WorkspaceId, Guid? UserId, string Name, WorkspaceRole Role)
{
    /// <summary>What the token at hand is limited to; a session is not limited.</summary>
    public ApiScopes Scopes { get; init; } = ApiScopes.All;

    /// <summary>The token that acts; null for a session.</summary>
    public Guid? TokenId { get; init; }

    /// <summary>The browser session that acts; null for programs and operators. No secret, but no name to show either.</summary>
    public string? SessionId { get; init; }

    public bool MayRead => Scopes.HasFlag(ApiScopes.Read);

    public bool MayImport => Role >= WorkspaceRole.Member && Scopes.HasFlag(ApiScopes.Import);

    public bool MayManageCredentials => Role >= WorkspaceRole.Admin && Scopes.HasFlag(ApiScopes.Credentials);

    /// <summary>Reads the audit trail; sees and revokes the tokens of others.</summary>
    public bool MayAdminister => Role >= WorkspaceRole.Admin && Scopes.HasFlag(ApiScopes.Admin);

    /// <summary>The workspace that reads are limited to; one that nobody has when the token at hand may not read.</summary>
    public Guid ReadableWorkspaceId => MayRead ? WorkspaceId : Guid.Empty;

    /// <summary>The scopes that a role gives a meaning to; more of them would change nothing.</summary>
    public static ApiScopes ScopesOf(WorkspaceRole role) => role switch
    {
        >= WorkspaceRole.Admin => ApiScopes.All,
        WorkspaceRole.Member => ApiScopes.Read | ApiScopes.Import,
        _ => ApiScopes.Read,
    };
}
