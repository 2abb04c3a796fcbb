using System.Net;
using System.Text.RegularExpressions;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Engagements;
using CallImport.Tests.E2E.Browser.Driving;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>Who may see and do what, as it shows in the browser and in what the server sends.</summary>
[Collection(ThirdRow.Name)]
public sealed partial class RolesTests(Chromium chromium, Company company, RolesTests.Library library) : IClassFixture<Company>, IClassFixture<RolesTests.Library>, IAsyncLifetime
{
    private static readonly string[] Actions = ["start-import", "try-first", "cancel-job", "pause-job", "resume-job", "retry-failed", "retry-call", "undo-job", "replace-credential", "delete-credential"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await library.EnsureAsync(company);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_viewer_sees_everything_and_is_offered_nothing_that_changes_it()
    {
        var viewer = await company.HireAsync(library.Owner, WorkspaceRole.Viewer, Cancelled);
        string[] pages = ["/", "/imports", $"/imports/{library.Done}", $"/imports/{library.Paused}", "/imports/new?range=all", "/credentials", "/calls"];

        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(viewer);
            foreach (var page in pages)
            {
                await visit.OpenAsync(page);
                await visit.Shell.WaitUntilQuietAsync();
                foreach (var action in Actions)
                {
                    Assert.True(await visit.Page.GetByTestId(action).CountAsync() == 0, $"{action} on {page}");
                }
            }

            await Expect(visit.Calls.Rows.First).ToBeVisibleAsync();
            await visit.OpenAsync("/connect?platform=gong");
            await Expect(visit.Connect.Form).ToHaveCountAsync(0);
            await Expect(visit.Shell.Errors).ToContainTextAsync("admin or owner");
            await visit.PhotographAsync("connect-viewer");
            await Expect(visit.Shell.Link("Audit")).ToHaveCountAsync(0);
            visit.Watch.Expect("/audit");
            await visit.Page.GotoAsync("/audit");
            await Expect(visit.Shell.Errors).ToContainTextAsync("your role");
        });
    }

    [Fact]
    public async Task The_owner_is_offered_what_the_viewer_is_not()
    {
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(library.Owner);
            await visit.Progress.OpenAsync(library.Paused);
            await Expect(visit.Progress.Cancel).ToBeVisibleAsync();
            await visit.OpenAsync("/imports/new?range=all");
            await Expect(visit.NewImport.Start).ToBeEnabledAsync();
            await visit.Credentials.OpenAsync();
            await Expect(visit.Credentials.Delete).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task What_belongs_to_others_looks_exactly_like_what_does_not_exist()
    {
        var stranger = await company.FoundAsync(Cancelled);
        (string Path, Guid Foreign)[] places =
        [
            ("/imports/{0}", library.Done), ("/imports/{0}", library.Paused), ("/calls/{0}", library.Call), ("/recordings/{0}", library.Call), ("/export/jobs/{0}.csv", library.Done),
        ];

        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(stranger);
            foreach (var (path, foreign) in places)
            {
                var nothing = Guid.NewGuid();
                var (status, body) = await FetchAsync(visit, path, foreign);
                var (statusOfNothing, bodyOfNothing) = await FetchAsync(visit, path, nothing);
                Assert.True(status == 404 && statusOfNothing == 404, $"{path}: {status}, {statusOfNothing}");
                Assert.Equal(bodyOfNothing, body);
            }

            foreach (var path in (string[])[$"/imports/{library.Done}", $"/calls/{library.Call}", "/nowhere"])
            {
                Assert.Equal(404, await visit.OpenMissingAsync(path));
                await Expect(visit.Shell.Heading).ToHaveTextAsync("There is nothing here");
            }
        });
    }

    [Fact]
    public async Task Strangers_are_sent_to_the_sign_in_and_get_no_sound()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = company.Address };
        foreach (var path in (string[])["/", "/connect", "/imports", $"/imports/{library.Done}", "/imports/new", "/calls", $"/calls/{library.Call}", "/credentials", "/sync", "/audit", "/admin"])
        {
            using var answer = await client.GetAsync(path, Cancelled);
            Assert.True(answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location is { } target && target.OriginalString.Contains("/login?", StringComparison.OrdinalIgnoreCase), $"{path}: {answer.StatusCode} {answer.Headers.Location}");
        }

        foreach (var path in (string[])[$"/recordings/{library.Call}", $"/export/jobs/{library.Done}.csv"])
        {
            using var answer = await client.GetAsync(path, Cancelled);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Found, $"{path}: {answer.StatusCode}");
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancelled));
        }
    }

    [Fact]
    public async Task Signing_out_ends_it_in_every_tab()
    {
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(library.Owner);
            var other = await visit.Page.Context.NewPageAsync();
            await other.GotoAsync($"/imports/{library.Paused}");
            await Expect(other.GetByTestId("cancel-job")).ToBeVisibleAsync();

            await visit.Shell.SignOutAsync();
            await other.WaitForURLAsync("**/login?**");
            await visit.Page.GotoAsync($"/calls/{library.Call}");
            Assert.Equal("/login", new Uri(visit.Page.Url).AbsolutePath);
            visit.Watch.Expect("/recordings/");
            Assert.NotEqual(200, (await visit.Page.APIRequest.GetAsync($"/recordings/{library.Call}", new() { MaxRedirects = 0 })).Status);
        });
    }

    /// <summary>What the server sends for a page, without what differs from one answer to the next by nature.</summary>
    private static async Task<(int Status, string Body)> FetchAsync(Visit visit, string path, Guid id)
    {
        var answer = await visit.Page.APIRequest.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id), new() { Headers = [KeyValuePair.Create("Accept", "text/html")] });
        var body = (await answer.TextAsync()).Replace(id.ToString(), "ID", StringComparison.OrdinalIgnoreCase);
        return (answer.Status, Changing().Replace(body, ""));
    }

    /// <summary>Protected state of components and forms, element ids that MudBlazor draws by lot.</summary>
    [GeneratedRegex("<!--Blazor(-Server-Component-State|-Web-Initializers)?:.*?-->|name=\"__RequestVerificationToken\" value=\"[^\"]+\"|(?<=mud[a-z-]*-|\")[0-9a-f]{8}-?[0-9a-f-]{4,28}(?=\")")]
    private static partial Regex Changing();

    /// <summary>A workspace with a finished import and one that is paused in the middle.</summary>
    public sealed class Library
    {
        private Person? owner;

        internal Person Owner => owner ?? throw new InvalidOperationException("The library has not been filled.");

        internal Guid Done { get; private set; }

        internal Guid Paused { get; private set; }

        internal Guid Call { get; private set; }

        internal async Task EnsureAsync(Company company)
        {
            if (owner is not null)
            {
                return;
            }

            var person = await company.FoundAsync(Cancelled);
            var credential = await company.ConnectAsync(person, Cancelled);
            Done = (await company.ImportAsync(person, credential.Id, Cancelled)).Id;
            Paused = await company.PauseInTheMiddleAsync(person, credential.Id, 20, Cancelled);
            Call = (await company.Cluster.Verb<EngagementQueries>().SearchAsync(person.Actor, new EngagementSearch(), Cancelled)).Items[0].Id;
            owner = person;
        }
    }
}
