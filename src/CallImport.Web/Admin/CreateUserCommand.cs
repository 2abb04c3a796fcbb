using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

/// <summary>Reads the password from stdin, where no list of processes and no shell history shows it.</summary>
internal sealed class CreateUserCommand(FindWorkspace findWorkspace, AddMember addMember) : IOperatorCommand
{
    public string Verb => "create-user";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("email", "password-stdin", "workspace", "role", "staff");
        var email = arguments.Required("email");
        if (!Slug.TryParse<WorkspaceRole>(arguments.Required("role"), out var role))
        {
            throw new OperatorMistakeException("--role is one of owner, admin, member, viewer.");
        }

        if (!arguments.Has("password-stdin"))
        {
            throw new OperatorMistakeException("create-user needs --password-stdin and the password on stdin.");
        }

        var workspace = (await findWorkspace.ExecuteAsync(arguments.Required("workspace"), cancellationToken)).OrMistake();
        var password = await Console.In.ReadLineAsync(cancellationToken) ?? "";
        var member = (await addMember.ExecuteAsync(
            workspace, new NewMember(email, password, role), Operator.Name, cancellationToken, arguments.Has("staff"))).OrMistake();
        return new { Id = member.UserId, Email = email, WorkspaceId = workspace.Id, Role = Slug.Of(role), Created = member.IsNewUser };
    }
}
