using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

/// <summary>Choose and plan.</summary>
internal sealed class NewImportPage(Visit visit)
{
    public ILocator Count => visit.Page.Locator(Selectors.Count);

    public ILocator Cost => visit.Page.Locator(Selectors.Cost);

    public ILocator ToImport => visit.Page.Locator(Selectors.ToImport);

    public ILocator AlreadyHere => visit.Page.Locator(Selectors.Here);

    public ILocator Samples => visit.Page.Locator(Selectors.Sample);

    public ILocator Start => visit.Page.Locator(Selectors.Start);

    public ILocator TryFirst => visit.Page.Locator(Selectors.Try);

    public Task ChooseAsync(string range) => visit.Page.Locator($"[data-range='{range}']").ClickAsync();

    public async Task ChooseDaysAsync(string first, string last)
    {
        await ChooseAsync("custom");
        await visit.Page.Locator(Selectors.From).FillAsync(first);
        await visit.Page.Locator(Selectors.From).BlurAsync();
        await visit.Page.Locator(Selectors.To).FillAsync(last);
        await visit.Page.Locator(Selectors.To).BlurAsync();
    }

    /// <returns>the job</returns>
    public async Task<Guid> StartAsync()
    {
        await Start.ClickAsync();
        await visit.Page.WaitForURLAsync(url => Guid.TryParse(new Uri(url).Segments[^1], out _));
        return Guid.Parse(new Uri(visit.Page.Url).Segments[^1]);
    }

    private static class Selectors
    {
        public const string Count = "[data-testid=preview-count]";
        public const string Cost = "[data-testid=preview-cost]";
        public const string ToImport = "[data-testid=preview-to-import]";
        public const string Here = "[data-testid=preview-here]";
        public const string Sample = "[data-testid=sample-call]";
        public const string Start = "[data-testid=start-import]";
        public const string Try = "[data-testid=try-first]";
        public const string From = "[data-testid=range-from]";
        public const string To = "[data-testid=range-to]";
    }
}
