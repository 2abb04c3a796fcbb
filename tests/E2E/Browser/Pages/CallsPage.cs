using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

/// <summary>The library.</summary>
internal sealed class CallsPage(Visit visit)
{
    public ILocator Rows => visit.Page.Locator(Selectors.Row);

    public ILocator Titles => visit.Page.Locator(Selectors.Title);

    public ILocator Marks => Rows.Locator("mark");

    public async Task SearchAsync(string words)
    {
        await visit.Page.Locator(Selectors.Search).FillAsync(words);
        await visit.Page.WaitForURLAsync(url => url.Contains("q=", StringComparison.Ordinal));
    }

    public async Task OpenFirstAsync()
    {
        await Titles.First.ClickAsync();
        await visit.Call.Player.Or(visit.Call.Transcript).First.WaitForAsync();
    }

    private static class Selectors
    {
        public const string Row = "[data-testid=call-row]";
        public const string Title = "[data-testid=call-title]";
        public const string Search = "input[data-testid=call-search], [data-testid=call-search] input";
    }
}
