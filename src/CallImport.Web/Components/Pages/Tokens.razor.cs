using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Auth;
using CallImport.Web.Components.Dialogs;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace CallImport.Web.Components.Pages;

public sealed partial class Tokens
{
    private const string Own = "For programs that act for you in this workspace. A token never may more than your role does at the time.";
    private const string Everybodys = "For programs that act for a member of this workspace. A token never may more than its owner's role does at the time.";

    private Actor? actor;
    private IReadOnlyList<ListedToken>? rows;
    private string? refusal;
    private Guid? busyId;

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required ApiTokenQueries Queries { get; init; }

    [Inject]
    public required RevokeApiToken Revoke { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Lead => actor is { MayAdminister: true } ? Everybodys : Own;

    protected override async Task OnInitializedAsync()
    {
        actor = await CurrentActor.GetAsync();
        await LoadAsync(actor);
    }

    private async Task LoadAsync(Actor reader) => rows = await Queries.ListAsync(reader, CancellationToken.None);

    private async Task MakeAsync()
    {
        if (actor is not null)
        {
            await MakeTokenDialog.ShowAsync(Dialogs);
            await LoadAsync(actor);
        }
    }

    private async Task RevokeAsync(ListedToken row)
    {
        if (busyId is not null || actor is null || !await ConfirmDialog.AskAsync(
            Dialogs,
            $"Revoke “{row.Token.Name}”?",
            $"Whatever uses {row.Token.Hint}… is refused within five seconds, open connections included. A revoked token cannot be brought back.",
            "Revoke it",
            "Keep it"))
        {
            return;
        }

        busyId = row.Token.Id;
        try
        {
            refusal = (await Revoke.ExecuteAsync(actor, row.Token.Id, CancellationToken.None)).Refusal?.Message;
            await LoadAsync(actor);
            await Browser.FocusHeadingAsync();
        }
        finally
        {
            busyId = null;
        }
    }
}
