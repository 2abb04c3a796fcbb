using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Layout;

public sealed partial class AccountMenu
{
    private string? userName;
    private MyWorkspace? current;
    private IReadOnlyList<MyWorkspace> others = [];

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required MyWorkspaces Workspaces { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (await CurrentActor.FindAsync() is not { } actor)
        {
            return;
        }

        userName = actor.Name;
        var all = await Workspaces.ListAsync(actor, CancellationToken.None);
        current = all.FirstOrDefault(workspace => workspace.Id == actor.WorkspaceId);
        others = [.. all.Where(workspace => workspace.Id != actor.WorkspaceId)];
    }
}
