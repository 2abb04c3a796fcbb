namespace CallImport.Domain.Workspaces;

/// <summary>Who acts, in which workspace: the first argument of every use case. Built only from a verified session, token or operator command.</summary>
/// <param name="UserId">Null for operators and the system itself.</param>
/// <param name="Name">For the audit trail: e-mail address, <c>operator</c> or <c>system</c>.</param>
public sealed record Actor(Guid WorkspaceId, Guid? UserId, string Name, WorkspaceRole Role)
{
    public bool MayImport => Role >= WorkspaceRole.Member;

    public bool MayManageCredentials => Role >= WorkspaceRole.Admin;
}
