using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

internal sealed class CredentialsPage(Visit visit)
{
    public ILocator Rows => visit.Page.Locator(Selectors.Row);

    public ILocator Delete => visit.Page.Locator(Selectors.Delete);

    public ILocator Replace => visit.Page.Locator(Selectors.Replace);

    public Task OpenAsync() => visit.OpenAsync("/credentials");

    public async Task ForgetAsync()
    {
        await Delete.ClickAsync();
        await visit.Page.Locator(Selectors.Yes).ClickAsync();
        await Assertions.Expect(Rows).ToHaveCountAsync(0);
    }

    public async Task ReplaceAsync(string accessKey, string secret)
    {
        await Replace.ClickAsync();
        await visit.Connect.FillAsync(accessKey, secret);
        await visit.Connect.Save.ClickAsync();
        await visit.Connect.Form.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static class Selectors
    {
        public const string Row = "[data-testid=credential-row]";
        public const string Delete = "[data-testid=delete-credential]";
        public const string Replace = "[data-testid=replace-credential]";
        public const string Yes = "[data-testid=confirm-yes]";
    }
}
