using CallImport.Infrastructure.FileDrops;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CallImport.Web.Components.Controls;

public sealed partial class DropUpload : IDisposable
{
    private const int MostFiles = 1_000;

    private readonly CancellationTokenSource gone = new();
    private string? status;
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required DropFiles Drop { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    /// <summary>Name of the drop folder that is typed beside; empty means the usual one.</summary>
    [Parameter]
    public string? Name { get; set; }

    private string Folder => string.IsNullOrWhiteSpace(Name) ? FileDropPlaces.DefaultName : Name.Trim();

    private async Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.FileCount > MostFiles)
        {
            refusal = $"These are more than {MostFiles} files. Put them into a ZIP archive.";
            return;
        }

        var actor = await CurrentActor.GetAsync();
        (isBusy, refusal) = (true, null);
        var (kept, number) = (0, 0);
        try
        {
            foreach (var file in chosen.GetMultipleFiles(MostFiles))
            {
                status = $"Uploading {file.Name} ({++number} of {chosen.FileCount}) …";
                StateHasChanged();
                await using var content = file.OpenReadStream(Drop.Largest, gone.Token);
                var taken = await Drop.ExecuteAsync(actor, Folder, file.Name, content, gone.Token);
                kept += taken.Value;
                refusal ??= taken.Refusal?.Message;
            }
        }
        catch (IOException cut)
        {
            // The browser was cut off, or the file is larger than it may be.
            refusal = cut.Message;
        }
        finally
        {
            isBusy = false;
            status = kept > 0 ? $"{kept} files lie in the folder “{Folder}”. Now check the connection." : null;
        }
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
