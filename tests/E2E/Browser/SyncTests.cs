using System.Text.RegularExpressions;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Sync;
using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>Keeping in sync, from the end of an import to the call that came by itself.</summary>
[Collection(ThirdRow.Name)]
public sealed class SyncTests(Chromium chromium, Company company) : IClassFixture<Company>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_an_import_one_keeps_in_sync_and_a_call_that_is_new_at_the_source_arrives()
    {
        var owner = await company.FoundAsync(Cancelled);
        var viewer = await company.HireAsync(owner, WorkspaceRole.Viewer, Cancelled);
        var credential = await company.ConnectAsync(owner, Cancelled);
        var job = await company.ImportAsync(owner, credential.Id, Cancelled);

        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Progress.OpenAsync(job.Id);
            await visit.Page.GetByTestId("keep-in-sync").ClickAsync();
            await Expect(visit.Sync.FirstRun).ToContainTextAsync("nothing at the moment");
            await Expect(visit.Page.GetByTestId("sync-question")).ToContainTextAsync("$0.02");
            await visit.PhotographAsync("sync-question");
            Assert.Empty(await Accessibility.FindViolationsAsync(visit.Page));

            await visit.Sync.ConfirmAsync();
            await Expect(visit.Sync.Switch).ToHaveAttributeAsync("aria-checked", "true");
            await Expect(visit.Sync.State).ToContainTextAsync("In sync", Patiently);
            await company.Source.SetAsync("gong/calls/add", new { count = 1, minutesAgo = 3 }, Cancelled);
            await visit.Sync.LookNowAsync();
            await visit.Sync.ShowRunsAsync();
            await Expect(visit.Sync.Runs.First).ToContainTextAsync("1 new call", Patiently);
            await Expect(visit.Sync.State).ToContainTextAsync("In sync", Patiently);
            await visit.PhotographAsync("sync-on");
            Assert.Empty(await Accessibility.FindViolationsAsync(visit.Page));

            await visit.Sync.Frequency.SelectOptionAsync("15");
            await Expect(visit.Sync.Next).ToContainTextAsync(new Regex("at |within a minute"));
            await visit.Sync.Switch.ClickAsync();
            await Expect(visit.Sync.Switch).ToHaveAttributeAsync("aria-checked", "false");
            var configs = await company.Cluster.Verb<SyncQueries>().ListAsync(owner.Actor, Cancelled);
            Assert.Equal((false, 15), (configs[0].Enabled, configs[0].SyncFrequencyMinutes));
        });

        await chromium.VisitAsync(company.Address, Look.Dark, async visit =>
        {
            await visit.Login.SignInAsync(viewer);
            await visit.Sync.OpenAsync();
            await Expect(visit.Sync.State).ToContainTextAsync("Off");
            await Expect(visit.Sync.Switch).ToHaveCountAsync(0);
            await visit.PhotographAsync("sync-viewer");
            Assert.Empty(await Accessibility.FindViolationsAsync(visit.Page));
        });
    }

    [Fact]
    public async Task A_sync_without_a_key_says_who_must_act_and_a_workspace_without_accounts_where_to_begin()
    {
        var owner = await company.FoundAsync(Cancelled);
        await chromium.VisitAsync(company.Address, Look.Phone, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Sync.OpenAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Nothing to keep in sync yet");
            await visit.PhotographAsync("sync-none");

            var credential = await company.ConnectAsync(owner, Cancelled);
            await company.Cluster.Verb<ConfigureSync>().ExecuteAsync(owner.Actor, credential.Id, true, 30, Cancelled);
            await company.Cluster.Verb<CredentialVault>().MarkInvalidAsync(credential.Id, "Gong says that this key was revoked.", Cancelled);
            await visit.Sync.OpenAsync();
            await Expect(visit.Sync.State).ToContainTextAsync("new key");
            await Expect(visit.Sync.Next).ToContainTextAsync("once the key is replaced");
            await visit.PhotographAsync("sync-waits");
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        });
    }

    [Fact]
    public async Task A_question_that_was_closed_before_its_answer_came_stays_closed()
    {
        var owner = await company.FoundAsync(Cancelled);
        await company.ConnectAsync(owner, Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Sync.OpenAsync();
            await company.Source.SetAsync("latency", new { apiMs = 700, mediaMs = 0, mediaBytesPerSecond = 0 }, Cancelled);
            try
            {
                await visit.Sync.Switch.ClickAsync();
                await Expect(visit.Page.GetByTestId("sync-question")).ToBeVisibleAsync();
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
                await Expect(visit.Page.GetByTestId("sync-question")).ToHaveCountAsync(0);
                await visit.Page.WaitForTimeoutAsync(6_000);
                await Expect(visit.Page.GetByTestId("sync-question")).ToHaveCountAsync(0);
            }
            finally
            {
                await company.Source.SetAsync("latency", new { apiMs = 0, mediaMs = 0, mediaBytesPerSecond = 0 }, Cancelled);
            }
        });
    }

    private static LocatorAssertionsToContainTextOptions Patiently => new() { Timeout = 90_000 };
}
