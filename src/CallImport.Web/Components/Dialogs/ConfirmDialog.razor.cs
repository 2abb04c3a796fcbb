using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace CallImport.Web.Components.Dialogs;

public sealed partial class ConfirmDialog
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Label of the button that does it.</summary>
    [Parameter, EditorRequired]
    public required string Act { get; set; }

    /// <summary>Label of the button that leaves everything as it is.</summary>
    [Parameter, EditorRequired]
    public required string Keep { get; set; }

    /// <returns>true when the person wants it</returns>
    internal static async Task<bool> AskAsync(IDialogService dialogs, string title, string text, string act, string keep)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Text, text },
            { dialog => dialog.Act, act },
            { dialog => dialog.Keep, keep },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await dialog.Result is { Canceled: false };
    }
}
