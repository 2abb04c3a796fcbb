using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

/// <summary>A call, a person's calls, or a whole workspace; may be run again.</summary>
internal sealed class EraseCommand(FindWorkspace findWorkspace, EraseCalls eraseCalls, EraseWorkspace eraseWorkspace) : IOperatorCommand
{
    public string Verb => "erase";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("workspace", "call", "participant");
        var workspace = (await findWorkspace.ExecuteAsync(arguments.Required("workspace"), cancellationToken)).OrMistake();
        switch (arguments.Has("call"), arguments.Has("participant"))
        {
            case (true, true):
                throw new OperatorMistakeException("erase takes --call or --participant, not both.");
            case (true, false):
                return Told(workspace.Id, await eraseCalls.CallAsync(workspace.Id, CallOf(arguments), Operator.Name, cancellationToken));
            case (false, true):
                return Told(workspace.Id, await eraseCalls.ParticipantAsync(workspace.Id, arguments.Required("participant"), Operator.Name, cancellationToken));
            default:
                var erased = await eraseWorkspace.ExecuteAsync(workspace, Operator.Name, cancellationToken);
                return new { WorkspaceId = workspace.Id, Erased = erased.Calls, erased.Recordings, erased.Credentials, erased.Accounts, erased.GrantsEnded, erased.GrantsLeft };
        }
    }

    private static Guid CallOf(OperatorArguments arguments) => Guid.TryParse(arguments.Required("call"), out var id)
        ? id
        : throw new OperatorMistakeException("--call is the id of a call, as its page and the API show it.");

    private static object Told(Guid workspaceId, ErasedCalls erased) => new { WorkspaceId = workspaceId, Erased = erased.Calls, erased.Recordings };
}
