using CallImport.Domain.Credentials;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CallImport.Web.Components.Dialogs;

public sealed partial class ReplaceCredentialDialog : IDisposable
{
    private readonly Dictionary<string, string> values = [];
    private PlatformEntry? entry;
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required PlatformRegistry Registry { get; init; }

    [Inject]
    public required ReplaceCredential Replace { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required ImportCredential Credential { get; set; }

    private bool TakesFiles => entry?.Descriptor.TakesFiles == true;

    protected override async Task OnInitializedAsync() => entry = await Registry.FindAsync(Credential.Platform, CancellationToken.None);

    private async Task ReplaceAsync()
    {
        isBusy = true;
        try
        {
            var typed = values.ToDictionary(pair => pair.Key, pair => pair.Value.Trim());
            var replaced = await Replace.ExecuteAsync(await CurrentActor.GetAsync(), Credential.Id, typed, CancellationToken.None);
            refusal = replaced.Refusal?.Message;
            if (replaced.Succeeded)
            {
                values.Clear();
                Dialog.Close();
            }
        }
        finally
        {
            isBusy = false;
        }
    }

    /// <returns>true when the key was replaced</returns>
    internal static async Task<bool> AskAsync(IDialogService dialogs, ImportCredential credential)
    {
        var parameters = new DialogParameters<ReplaceCredentialDialog> { { dialog => dialog.Credential, credential } };
        var dialog = await dialogs.ShowAsync<ReplaceCredentialDialog>("Replace the key", parameters);
        return await dialog.Result is { Canceled: false };
    }

    public void Dispose() => values.Clear();
}
