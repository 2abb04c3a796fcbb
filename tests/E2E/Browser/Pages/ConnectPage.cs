using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

internal sealed class ConnectPage(Visit visit)
{
    public ILocator Cards => visit.Page.Locator(Selectors.Card);

    public ILocator PassedChecks => visit.Page.Locator(Selectors.Passed);

    public ILocator Form => visit.Page.Locator(Selectors.Form);

    public ILocator Save => visit.Page.Locator(Selectors.Save);

    /// <summary>A named check, such as <c>signed_in</c>.</summary>
    public ILocator Check(string name) => visit.Page.Locator($"[data-check='{name}']");

    public async Task ChooseAsync(string platform)
    {
        await visit.Page.Locator($"{Selectors.Card}[data-platform='{platform}'] a").ClickAsync();
        await Form.WaitForAsync();
    }

    public async Task FillAsync(string accessKey, string secret)
    {
        await visit.Page.Locator(Selectors.AccessKey).FillAsync(accessKey);
        await visit.Page.Locator(Selectors.Secret).FillAsync(secret);
    }

    public Task UseSampleAsync() => visit.Page.Locator(Selectors.Sample).ClickAsync();

    public Task CheckAsync() => visit.Page.Locator(Selectors.CheckButton).ClickAsync();

    public async Task SaveAsync()
    {
        await Save.ClickAsync();
        await visit.Page.WaitForURLAsync("**/imports/new?credential=*");
    }

    private static class Selectors
    {
        public const string Card = "[data-testid=platform-card]";
        public const string Form = "[data-testid=credential-form]";
        public const string AccessKey = "[data-testid=credential-form] input[name=accessKey]";
        public const string Secret = "[data-testid=credential-form] input[name=accessKeySecret]";
        public const string Sample = "[data-testid=use-sample]";
        public const string CheckButton = "[data-testid=check-credential]";
        public const string Save = "[data-testid=save-credential]";
        public const string Passed = "[data-check][data-outcome=passed]";
    }
}
