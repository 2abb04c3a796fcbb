using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Pages;

internal sealed class SyncPage(Visit visit)
{
    public ILocator Switch => visit.Page.GetByTestId("sync-switch");

    public ILocator State => visit.Page.GetByTestId("sync-state");

    public ILocator FirstRun => visit.Page.GetByTestId("sync-first-run");

    public ILocator Frequency => visit.Page.GetByTestId("sync-frequency");

    public ILocator Next => visit.Page.GetByTestId("sync-next");

    public ILocator Runs => visit.Page.GetByTestId("sync-run");

    public Task OpenAsync() => visit.OpenAsync("/sync");

    public Task ConfirmAsync() => visit.Page.GetByTestId("sync-confirm").ClickAsync();

    public Task LookNowAsync() => visit.Page.GetByTestId("sync-now").ClickAsync();

    public Task ShowRunsAsync() => visit.Page.GetByTestId("sync-runs").Locator("summary").ClickAsync();
}
