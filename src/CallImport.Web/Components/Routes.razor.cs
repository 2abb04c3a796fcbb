using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CallImport.Web.Components;

/// <summary>Finds the page. Corrects what cookies told about the viewer when the browser knows better: on the very first visit, or after a journey.</summary>
public sealed partial class Routes
{
    private Viewer seen = Viewer.Unknown;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter, EditorRequired]
    public required Viewer Viewer { get; set; }

    protected override void OnInitialized() => seen = Viewer;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            await using var shell = await Browser.InvokeAsync<IJSObjectReference>("import", BrowserShell.Path);
            var zone = await shell.InvokeAsync<string>("timeZone");
            if (zone != seen.TimeZone)
            {
                seen = seen with { TimeZone = zone };
                StateHasChanged();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page was closed before it could answer.
        }
    }
}
