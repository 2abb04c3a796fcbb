using Microsoft.JSInterop;

namespace CallImport.Web.Components;

/// <summary>The module with the little that pages need from the browser.</summary>
internal static class BrowserShell
{
    public const string Path = "./js/shell.js";

    /// <summary>For acts after which the button that was pressed is gone: the next thing to read is what has become of them.</summary>
    public static ValueTask FocusHeadingAsync(this IJSRuntime browser) => browser.InvokeVoidAsync("callImportViewer.focusHeading");

    /// <returns>false where the browser does not allow it, as without https away from this machine</returns>
    public static ValueTask<bool> CopyAsync(this IJSRuntime browser, string text) => browser.InvokeAsync<bool>("callImportViewer.copy", text);
}
