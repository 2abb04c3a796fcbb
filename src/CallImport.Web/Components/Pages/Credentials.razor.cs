using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.OAuth;
using CallImport.Web.Auth;
using CallImport.Web.Components.Dialogs;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace CallImport.Web.Components.Pages;

public sealed partial class Credentials
{
    private readonly Dictionary<Guid, CredentialVerification> verifications = [];
    private readonly Dictionary<Guid, string> refusals = [];
    private Actor? actor;
    private IReadOnlyList<ImportCredential>? rows;
    private Dictionary<string, string> sources = [];
    private Guid? busyId;
    private string? farewell;

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required CredentialQueries Queries { get; init; }

    [Inject]
    public required VerifyCredential Verify { get; init; }

    [Inject]
    public required DeleteCredential Delete { get; init; }

    [Inject]
    public required InitiateOAuth Initiate { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PlatformNames Names { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override async Task OnInitializedAsync()
    {
        actor = await CurrentActor.GetAsync();
        await LoadAsync(actor);
    }

    private async Task LoadAsync(Actor reader)
    {
        rows = await Queries.ListAsync(reader, CancellationToken.None);
        sources = await Names.OfAllAsync(rows.Select(row => row.Platform), CancellationToken.None);
    }

    private Task VerifyAsync(ImportCredential row) => ActAsync(row, async user =>
    {
        var verified = await Verify.ExecuteAsync(user, row.Id, CancellationToken.None);
        if (verified.Succeeded)
        {
            verifications[row.Id] = verified.Value;
        }

        return verified.Refusal?.Message;
    });

    private async Task ReplaceAsync(ImportCredential row)
    {
        if (row.CredentialType == CredentialType.OAuth)
        {
            await ActAsync(row, user => ReconnectAsync(user, row));
            return;
        }

        if (await ReplaceCredentialDialog.AskAsync(Dialogs, row))
        {
            verifications.Remove(row.Id);
            await ActAsync(row, _ => Task.FromResult<string?>(null));
        }
    }

    /// <summary>The platform asks the person again; the browser comes back to the connect page.</summary>
    private async Task<string?> ReconnectAsync(Actor user, ImportCredential row)
    {
        var begun = await Initiate.ExecuteAsync(user, new OAuthRequest { Platform = row.Platform, CredentialId = row.Id }, CancellationToken.None);
        if (begun.Succeeded)
        {
            Navigation.NavigateTo(begun.Value.AuthorizationUrl, forceLoad: true);
        }

        return begun.Refusal?.Message;
    }

    private async Task DeleteAsync(ImportCredential row)
    {
        var source = sources.GetValueOrDefault(row.Platform, row.Platform);
        if (await ConfirmDialog.AskAsync(
            Dialogs,
            $"Forget {source} “{row.Label}”?",
            "What it is connected with is erased here for good, and running imports of it are cancelled. Calls, reports and history stay. To import again, connect the account anew.",
            "Forget it",
            "Keep it"))
        {
            await ActAsync(row, async user =>
            {
                var deletion = await Delete.ExecuteAsync(user, row.Id, CancellationToken.None);
                farewell = deletion.Succeeded ? $"{source} “{row.Label}” is forgotten. {deletion.Value.Advice}" : null;
                return deletion.Refusal?.Message;
            });
            await Browser.FocusHeadingAsync();
        }
    }

    private async Task ActAsync(ImportCredential row, Func<Actor, Task<string?>> act)
    {
        if (busyId is not null || actor is null)
        {
            return;
        }

        busyId = row.Id;
        refusals.Remove(row.Id);
        StateHasChanged();
        try
        {
            if (await act(actor) is { } refusal)
            {
                refusals[row.Id] = refusal;
            }

            await LoadAsync(actor);
        }
        finally
        {
            busyId = null;
        }
    }
}
