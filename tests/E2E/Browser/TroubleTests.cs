using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Browser.Driving;
using CallImport.Tests.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>What goes wrong outside, as the person in front of the page lives through it: told in words, waited out, gone on with.</summary>
[Collection(SecondRow.Name)]
public sealed class TroubleTests(Chromium chromium, Company company) : IClassFixture<Company>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The next test finds the source as it was.</summary>
    public async ValueTask DisposeAsync() => await company.Source.SetAsync("reset", new { }, CancellationToken.None);

    [Fact]
    public async Task A_key_that_may_not_see_calls_is_told_from_a_wrong_one_and_an_empty_range_is_said()
    {
        var owner = await company.FoundAsync(Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.OpenAsync("/connect?platform=gong");
            await visit.Connect.FillAsync("SANDBOX-GONG-NOCALLS", "no-calls-secret");
            await visit.Connect.CheckAsync();
            await Expect(visit.Connect.Check("signed_in")).ToHaveAttributeAsync("data-outcome", "passed");
            await Expect(visit.Connect.Check("may_list_calls")).ToHaveAttributeAsync("data-outcome", "warning");
            await Expect(visit.Connect.Check("may_list_calls")).ToContainTextAsync("may not see calls");
            await visit.PhotographAsync("connect-may-not-see");
            await visit.Connect.SaveAsync();
            await Expect(visit.NewImport.Count).ToHaveTextAsync("0 calls");
            await Expect(visit.Page.GetByText("may not be allowed to see calls")).ToBeVisibleAsync();
            await Expect(visit.NewImport.Start).ToBeDisabledAsync();

            await visit.Credentials.OpenAsync();
            await visit.Credentials.ForgetAsync();
            await company.ConnectAsync(owner, Cancelled);
            await visit.OpenAsync("/imports/new?range=all");
            await visit.NewImport.ChooseDaysAsync("2019-01-01", "2019-01-31");
            await Expect(visit.NewImport.Count).ToHaveTextAsync("0 calls");
            await Expect(visit.Page.GetByText("No calls in this range")).ToBeVisibleAsync();
            await Expect(visit.NewImport.Start).ToBeDisabledAsync();
            await visit.PhotographAsync("plan-empty-range");
        });
    }

    [Fact]
    public async Task A_click_before_the_page_lives_loads_the_next_page_whole()
    {
        var owner = await company.FoundAsync(Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Page.RouteAsync("**/_blazor/negotiate*", _ => Task.CompletedTask);
            await visit.Page.GotoAsync("/");
            var next = await visit.Page.RunAndWaitForRequestAsync(() => visit.Page.GetByTestId("connect-first").ClickAsync(), "**/connect");

            Assert.True(next.IsNavigationRequest);
            await Expect(visit.Connect.Cards.First).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task A_source_that_is_switched_off_is_waited_for()
    {
        await DuringImportAsync(async (visit, _, goOn) =>
        {
            await company.Source.SetAsync("off", new { mode = "503" }, Cancelled);
            await goOn();
            await WaitForRefusalsAsync();
            await Expect(visit.Progress.WaitingNote).ToContainTextAsync("Waiting for Gong");
            await Expect(visit.Progress.WaitingNote).ToContainTextAsync("Nothing has come since");
            await Expect(visit.Progress.Eta).ToHaveTextAsync("No estimate while it waits");
            await visit.Progress.ExpectCalmAsync();
            Assert.True(await visit.Progress.FigureAsync("done") < Company.Calls);
            await visit.PhotographAsync("progress-source-off");
            await company.Source.SetAsync("off", new { mode = "none" }, Cancelled);
        });
    }

    [Fact]
    public async Task A_revoked_key_is_waited_for_until_it_is_replaced()
    {
        await DuringImportAsync(async (visit, job, goOn) =>
        {
            await company.Source.SetAsync("gong/keys", new { accessKey = SandboxDriver.AccessKey, state = "Revoked" }, Cancelled);
            await goOn();
            await Expect(visit.Progress.WaitingNote).ToContainTextAsync("no longer accepts the key");
            await Expect(visit.Shell.Heading).Not.ToContainTextAsync("by itself");
            await visit.Progress.ExpectCalmAsync();
            await visit.PhotographAsync("progress-key-revoked");
            await visit.Progress.WaitingNote.GetByText("Replace the key").ClickAsync();
            await Expect(visit.Credentials.Rows).ToContainTextAsync("No longer accepted");
            await visit.PhotographAsync("credentials-revoked");
            await company.Source.SetAsync("gong/keys", new { accessKey = SandboxDriver.AccessKey, state = "Active" }, Cancelled);
            await visit.Credentials.ReplaceAsync(SandboxDriver.AccessKey, SandboxDriver.AccessKeySecret);
            await Expect(visit.Credentials.Rows).ToContainTextAsync("Works");
            await visit.Progress.OpenAsync(job);
        });
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_waited_for_and_said_by_readiness()
    {
        using var client = new HttpClient { BaseAddress = company.Address };
        await DuringImportAsync(async (visit, _, goOn) =>
        {
            var away = $"{company.Cluster.StorageRoot}-away";
            Directory.Move(company.Cluster.StorageRoot, away);
            await File.WriteAllTextAsync(company.Cluster.StorageRoot, "a file where the folder was", Cancelled);
            try
            {
                await goOn();
                await Expect(visit.Progress.WaitingNote).ToBeVisibleAsync();
                await visit.Progress.ExpectCalmAsync();
                await visit.PhotographAsync("progress-store-away");
                using var answer = await client.GetAsync("/health/ready", Cancelled);
                Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.Contains("storage", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
            }
            finally
            {
                File.Delete(company.Cluster.StorageRoot);
                Directory.Move(away, company.Cluster.StorageRoot);
            }
        });
    }

    [Fact]
    public async Task An_open_page_survives_the_death_of_its_server()
    {
        await DuringImportAsync(async (visit, _, goOn) =>
        {
            await company.Source.SetAsync("latency", new { apiMs = 0, mediaMs = 10_000, mediaBytesPerSecond = 0 }, Cancelled);
            await goOn();

            // While nobody listens the browser says so, again and again.
            visit.Watch.Expect("net::ERR_");
            visit.Watch.Expect("WebSocket");
            visit.Watch.Expect("Connection disconnected");
            visit.Watch.Expect("Failed to fetch");
            await company.CrashAndRestartAsync(Cancelled);
        });
    }

    /// <summary>Until somebody has really asked in vain.</summary>
    private async Task WaitForRefusalsAsync()
    {
        var deadline = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (!(await company.Source.StatsAsync(Cancelled)).GetRawText().Contains("\"status\":503", StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "Nobody asks the source that is off.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
        }
    }

    /// <summary>
    /// Something happens to an import of which a part has come; in the end it is complete on the page that was open all the time. The import stands still until
    /// <c>goOn</c>, so that a slow browser cannot miss its middle.
    /// </summary>
    private async Task DuringImportAsync(Func<Visit, Guid, Func<Task>, Task> happens)
    {
        var owner = await company.FoundAsync(Cancelled);
        var credential = await company.ConnectAsync(owner, Cancelled);
        var job = await company.PauseInTheMiddleAsync(owner, credential.Id, added: 0, Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Progress.OpenAsync(job);
            await Expect(visit.Progress.Latest.First).ToBeVisibleAsync();
            await happens(visit, job, async () => await company.Cluster.Verb<ResumeImport>().ExecuteAsync(owner.Actor, job, Cancelled));
            await company.Source.SetAsync("latency", new { apiMs = 0, mediaMs = 0, mediaBytesPerSecond = 0 }, Cancelled);
            await visit.Progress.WaitForStatusAsync("completed");
            await Expect(visit.Progress.Figure("done")).ToHaveTextAsync($"{Company.Calls}");
            await Expect(visit.Progress.Figure("failed")).ToHaveTextAsync("0");
        });
    }
}
