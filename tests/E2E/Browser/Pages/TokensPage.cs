using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

internal sealed class TokensPage(Visit visit)
{
    public ILocator Rows => visit.Page.GetByTestId("token-row");

    public ILocator States => visit.Page.GetByTestId("token-state");

    public ILocator Scopes => visit.Page.Locator("[data-testid^=scope-]");

    public Task OpenAsync() => visit.OpenAsync("/tokens");

    public Task BeginAsync() => visit.Page.GetByTestId("make-token").ClickAsync();

    public async Task<string> CreateAsync(string name, params string[] scopes)
    {
        await visit.Page.Locator("[data-testid=token-name]").FillAsync(name);
        foreach (var scope in scopes)
        {
            await visit.Page.GetByTestId($"scope-{scope}").CheckAsync();
        }

        await visit.Page.GetByTestId("create-token").ClickAsync();
        return await visit.Page.GetByTestId("new-token").InnerTextAsync();
    }

    public Task FinishAsync() => visit.Page.GetByTestId("token-done").ClickAsync();

    public async Task RevokeAsync()
    {
        await visit.Page.GetByTestId("revoke-token").ClickAsync();
        await visit.Page.GetByTestId("confirm-yes").ClickAsync();
    }
}
