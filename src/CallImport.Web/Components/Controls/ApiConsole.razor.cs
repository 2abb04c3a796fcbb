using CallImport.Web.GraphQL.Reference;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CallImport.Web.Components.Controls;

public sealed partial class ApiConsole : IAsyncDisposable
{
    private ElementReference root;
    private IJSObjectReference? module;
    private IJSObjectReference? console;
    private ApiOperation? shown;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>What stands in the editor; another one replaces what was typed.</summary>
    [Parameter, EditorRequired]
    public required ApiOperation Operation { get; set; }

    protected override bool ShouldRender() => shown != Operation;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (shown == Operation)
        {
            return;
        }

        shown = Operation;
        try
        {
            module ??= await Browser.InvokeAsync<IJSObjectReference>("import", "./js/api-console.js");
            console ??= await module.InvokeAsync<IJSObjectReference>("attach", root);
            await console.InvokeVoidAsync("load", Operation.Query, Operation.Variables);
        }
        catch (JSDisconnectedException)
        {
            // The page was closed before it could answer.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (console is not null)
            {
                await console.InvokeVoidAsync("stop");
                await console.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the console with it.
        }
    }
}
