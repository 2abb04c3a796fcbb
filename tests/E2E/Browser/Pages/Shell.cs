using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

/// <summary>What all pages share.</summary>
internal sealed class Shell(Visit visit)
{
    public ILocator Heading => visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Errors => visit.Page.Locator(Selectors.Error);

    public ILocator ReconnectDialog => visit.Page.Locator(Selectors.Reconnect);

    public ILocator Link(string name) => visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = name });

    public Task WaitUntilInteractiveAsync() => visit.Page.Locator(Selectors.Interactive).WaitForAsync();

    /// <summary>Also where there is no shell: until what the server painted first has been replaced by what the circuit shows, and that has a heading.</summary>
    public Task WaitUntilTakenOverAsync() => visit.Page.WaitForFunctionAsync(
        "() => !document.documentElement.outerHTML.includes('<!--Blazor:{') && document.querySelector('h1')");

    /// <summary>Until nothing on the page says that it is still being got.</summary>
    public Task WaitUntilQuietAsync() => visit.Page.WaitForFunctionAsync($"() => !document.querySelector('{Selectors.Loading}')");

    public async Task SignOutAsync()
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/login");
    }

    private static class Selectors
    {
        public const string Interactive = "body[data-interactive=true]";
        public const string Loading = "[aria-busy=true], .mud-skeleton, .mud-progress-indeterminate";
        public const string Error = "[data-testid=error-text]";
        public const string Reconnect = "#components-reconnect-modal";
    }
}
