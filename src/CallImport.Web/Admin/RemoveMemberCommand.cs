using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

internal sealed class RemoveMemberCommand(FindWorkspace findWorkspace, RemoveMember removeMember) : IOperatorCommand
{
    public string Verb => "remove-member";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("email", "workspace");
        var email = arguments.Required("email");
        var workspace = (await findWorkspace.ExecuteAsync(arguments.Required("workspace"), cancellationToken)).OrMistake();
        var userId = (await removeMember.ExecuteAsync(workspace, email, Operator.Name, cancellationToken)).OrMistake();
        return new { Removed = true, UserId = userId, Email = email, WorkspaceId = workspace.Id };
    }
}
