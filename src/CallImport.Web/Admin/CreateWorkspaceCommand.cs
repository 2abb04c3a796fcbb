using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

internal sealed class CreateWorkspaceCommand(CreateWorkspace createWorkspace) : IOperatorCommand
{
    public string Verb => "create-workspace";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("name");
        var workspace = (await createWorkspace.ExecuteAsync(arguments.Required("name"), Operator.Name, cancellationToken)).OrMistake();
        return new { workspace.Id, workspace.Name };
    }
}
