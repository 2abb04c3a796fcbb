namespace CallImport.Web.Components;

/// <summary>The module with the little that pages need from the browser.</summary>
internal static class BrowserShell
{
    public const string Path = "./js/shell.js";
}
