using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Auth;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace CallImport.Web.Components.Dialogs;

public sealed partial class MakeTokenDialog : IDisposable
{
    private const int Forever = 0;

    private static readonly (int Days, string Text)[] Lives = [(30, "after 30 days"), (90, "after 90 days"), (365, "after a year"), (Forever, "when it is revoked")];

    private Actor? actor;
    private string? name;
    private ApiScopes scopes = ApiScopes.Read;
    private int life = Lives[1].Days;
    private ApiTokenSecret? made;
    private string? copied;
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required CreateApiToken Create { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    private IReadOnlyList<(ApiScopes Scope, string Name, string Means)> Offered =>
        [.. TokenTexts.Scopes.Where(scope => actor is not null && Actor.ScopesOf(actor.Role).HasFlag(scope.Scope))];

    internal static async Task ShowAsync(IDialogService dialogs)
    {
        var dialog = await dialogs.ShowAsync<MakeTokenDialog>("Make a token");
        await dialog.Result;
    }

    public void Dispose() => made = null;

    protected override async Task OnInitializedAsync() => actor = await CurrentActor.GetAsync();

    private async Task CreateAsync()
    {
        if (actor is null || isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var request = new ApiTokenRequest(name ?? "", ApiScopeNames.Of(scopes), life == Forever ? null : Clock.GetUtcNow().AddDays(life));
            var created = await Create.ExecuteAsync(actor, request, CancellationToken.None);
            (made, refusal) = (created.Value?.Secret, created.Refusal?.Message);
            if (made is not null)
            {
                // A click beside it must not take away what is shown only once.
                await Dialog.SetOptionsAsync(Dialog.Options with { BackdropClick = false, CloseOnEscapeKey = false });
            }
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task CopyAsync() => copied = made is not null && await Browser.CopyAsync(made.Reveal())
        ? "Copied."
        : "This browser does not let us copy. Select the token and copy it yourself.";
}
