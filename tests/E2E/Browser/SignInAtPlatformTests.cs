using CallImport.Tests.E2E.Browser.Driving;
using CallImport.Tests.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>Connecting an account without a key: there, consent, back, and once more after the sign-in has died.</summary>
[Collection(ThirdRow.Name)]
public sealed class SignInAtPlatformTests(Chromium chromium, PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_connects_by_signing_in_says_no_first_and_connects_again_after_the_access_was_revoked()
    {
        var address = new Uri($"http://127.0.0.1:{AppProcess.FreePort()}");
        await using var company = new Company(postgres);
        await company.InitializeAtAsync(address, Cancelled);
        var ada = await company.FoundAsync(Cancelled);

        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Page.GotoAsync("/connect?platform=gong");
            await visit.Login.TryAsync(ada.Email, ada.Password);
            await visit.Shell.WaitUntilInteractiveAsync();

            await visit.Page.GetByTestId("connect-oauth").ClickAsync();
            await visit.Page.GetByTestId("deny").ClickAsync();
            await Expect(visit.Page.GetByTestId("error-text")).ToContainTextAsync("told not to give access");
            await visit.Shell.WaitUntilInteractiveAsync();

            await visit.Page.GetByTestId("connect-oauth").ClickAsync();
            await Expect(visit.Page.GetByTestId("allow")).ToBeVisibleAsync();
            await visit.PhotographAsync("consent");
            await visit.Page.GetByTestId("allow").ClickAsync();
            await Expect(visit.Page.GetByTestId("oauth-connected")).ToBeVisibleAsync();
            await Expect(visit.Connect.PassedChecks).ToHaveCountAsync(6);
            await visit.Shell.WaitUntilInteractiveAsync();
            await visit.PhotographAsync("connected-by-sign-in");
            await visit.Page.GetByTestId("oauth-continue").ClickAsync();
            await Expect(visit.Page.GetByTestId("preview-count")).ToContainTextAsync($"{Company.Calls}");

            await company.Source.SetAsync("gong/tokens/revoke", new { refreshTokens = true }, Cancelled);
            await visit.Credentials.OpenAsync();
            await visit.Page.GetByTestId("verify-credential").ClickAsync();
            await Expect(visit.Page.Locator("[data-status=invalid]")).ToBeVisibleAsync();
            await visit.Credentials.Replace.ClickAsync();
            await visit.Page.GetByTestId("allow").ClickAsync();
            await Expect(visit.Page.GetByTestId("oauth-connected")).ToBeVisibleAsync();
            await visit.Credentials.OpenAsync();
            await Expect(visit.Credentials.Rows).ToHaveCountAsync(1);
            await Expect(visit.Page.Locator("[data-status=valid]")).ToBeVisibleAsync();
        });
    }
}
