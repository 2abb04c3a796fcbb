using System.Globalization;
using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

/// <summary>An import from its first second to its report.</summary>
internal sealed class ProgressPage(Visit visit)
{
    public ILocator Status => visit.Page.Locator(Selectors.Status);

    public ILocator Bar => visit.Page.Locator(Selectors.Bar);

    public ILocator Eta => visit.Page.Locator(Selectors.Eta);

    public ILocator WaitingNote => visit.Page.Locator(Selectors.Waiting);

    public ILocator Latest => visit.Page.Locator(Selectors.Latest);

    public ILocator Completeness => visit.Page.Locator(Selectors.Completeness);

    public ILocator Cancel => visit.Page.Locator(Selectors.Cancel);

    public ILocator Pause => visit.Page.Locator(Selectors.Pause);

    public ILocator RetryFailed => visit.Page.Locator(Selectors.Retry);

    public ILocator Undo => visit.Page.Locator(Selectors.Undo);

    public ILocator Figure(string name) => visit.Page.Locator($"[data-testid=figure-{name}]");

    public async Task<int> FigureAsync(string name) =>
        int.Parse(await Figure(name).InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>From now on every number that the page shows is written down.</summary>
    public async Task RecordFigureAsync(string name)
    {
        await Figure(name).WaitForAsync();
        await visit.Page.EvaluateAsync(
            """
            name => {
              const figure = document.querySelector(`[data-testid=figure-${name}]`);
              const seen = [figure.textContent];
              (window.figuresSeen ??= {})[name] = seen;
              new MutationObserver(() => seen.push(figure.textContent)).observe(figure, { childList: true, characterData: true, subtree: true });
            }
            """,
            name);
    }

    public async Task<IReadOnlyList<int>> RecordedAsync(string name) =>
        [.. (await visit.Page.EvaluateAsync<string[]>("name => window.figuresSeen[name]", name)).Select(text => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];

    /// <summary>Nothing failed, nothing is red: waiting is not an error.</summary>
    public async Task ExpectCalmAsync()
    {
        await Assertions.Expect(Figure("failed")).ToHaveTextAsync("0");
        await Assertions.Expect(Status).Not.ToHaveAttributeAsync("data-status", "failed");
        await Assertions.Expect(visit.Shell.Errors).ToHaveCountAsync(0);
    }

    public Task OpenAsync(Guid job) => visit.OpenAsync($"/imports/{job}");

    /// <param name="status">As stored, such as <c>completed</c>.</param>
    /// <param name="patience">Imports keep to the source's limits: three requests a second.</param>
    public Task WaitForStatusAsync(string status, TimeSpan? patience = null) => Assertions.Expect(Status)
        .ToHaveAttributeAsync("data-status", status, new() { Timeout = (float)(patience ?? TimeSpan.FromMinutes(2)).TotalMilliseconds });

    private static class Selectors
    {
        public const string Status = "[data-testid=job-status]";
        public const string Bar = "[data-testid=job-progress]";
        public const string Eta = "[data-testid=job-eta]";
        public const string Waiting = "[data-testid=waiting-note]";
        public const string Latest = "[data-testid=latest-call]";
        public const string Completeness = "[data-testid=completeness]";
        public const string Cancel = "[data-testid=cancel-job]";
        public const string Pause = "[data-testid=pause-job]";
        public const string Retry = "[data-testid=retry-failed]";
        public const string Undo = "[data-testid=undo-job]";
    }
}
