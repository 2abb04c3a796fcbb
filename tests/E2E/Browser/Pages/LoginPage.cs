using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

internal sealed class LoginPage(Visit visit)
{
    public ILocator Error => visit.Page.Locator(Selectors.Error);

    public Task OpenAsync() => visit.Page.GotoAsync("/login");

    public async Task TryAsync(string email, string password)
    {
        await visit.Page.Locator(Selectors.Email).FillAsync(email);
        await visit.Page.Locator(Selectors.Password).FillAsync(password);
        await visit.Page.Locator(Selectors.Submit).ClickAsync();
    }

    public async Task SignInAsync(Person person)
    {
        await OpenAsync();
        await TryAsync(person.Email, person.Password);
        await visit.Shell.WaitUntilInteractiveAsync();
    }

    private static class Selectors
    {
        public const string Email = "[data-testid=login-email]";
        public const string Password = "[data-testid=login-password]";
        public const string Submit = "[data-testid=login-submit]";
        public const string Error = "[data-testid=error-text]";
    }
}
