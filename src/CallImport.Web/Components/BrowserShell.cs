using Microsoft.JSInterop;

namespace CallImport.Web.Components;

/// <summary>The module with the little that pages need from the browser.</summary>
internal static class BrowserShell
{
    public const string Path = "./js/shell.js";

    /// <summary>For acts after which the button that was pressed is gone: the next thing to read is what has become of them.</summary>
    public static ValueTask FocusHeadingAsync(this IJSRuntime browser) => browser.InvokeVoidAsync("callImportViewer.focusHeading");
}
