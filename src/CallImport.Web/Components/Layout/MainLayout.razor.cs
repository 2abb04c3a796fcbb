using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace CallImport.Web.Components.Layout;

public sealed partial class MainLayout : LayoutComponentBase, IAsyncDisposable
{
    private bool isDark;
    private string theme = Viewer.System;
    private bool menuIsOpen = true;
    private ErrorBoundary? boundary;
    private IJSObjectReference? shell;
    private IJSObjectReference? themeWatch;
    private DotNetObjectReference<MainLayout>? self;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required IBrowserViewportService Viewport { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    protected override void OnInitialized()
    {
        theme = Viewer.Theme;
        isDark = Viewer.IsDark;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            shell = await Browser.InvokeAsync<IJSObjectReference>("import", BrowserShell.Path);
            self = DotNetObjectReference.Create(this);
            themeWatch = await shell.InvokeAsync<IJSObjectReference>("watchTheme", self);
            ThemeChanged(await shell.InvokeAsync<bool>("isDark"));
            await shell.InvokeVoidAsync("markInteractive");
        }
        catch (JSDisconnectedException)
        {
            // The page was closed before it could answer.
        }
    }

    /// <summary>The browser says that what is to be painted has changed.</summary>
    [JSInvokable]
    public void ThemeChanged(bool dark)
    {
        if (dark != isDark)
        {
            isDark = dark;
            StateHasChanged();
        }
    }

    private void OpenMenu() => menuIsOpen = true;

    private async Task ChooseThemeAsync(string chosen)
    {
        theme = chosen;
        if (shell is not null)
        {
            ThemeChanged(await shell.InvokeAsync<bool>("chooseTheme", chosen));
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        boundary?.Recover();
        _ = InvokeAsync(CloseMenuOnSmallScreensAsync);
    }

    /// <summary>There the menu lies over the page that was just chosen.</summary>
    private async Task CloseMenuOnSmallScreensAsync()
    {
        try
        {
            if (menuIsOpen && await Viewport.IsBreakpointWithinWindowSizeAsync(Breakpoint.SmAndDown))
            {
                menuIsOpen = false;
                StateHasChanged();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        try
        {
            if (themeWatch is not null)
            {
                await themeWatch.InvokeVoidAsync("stop");
                await themeWatch.DisposeAsync();
            }

            if (shell is not null)
            {
                await shell.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }

        self?.Dispose();
    }
}
