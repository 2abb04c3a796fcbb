using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Engagements;
using CallImport.Tests.E2E.Browser.Driving;

namespace CallImport.Tests.E2E.Browser;

/// <summary>Every page as people meet it, full of calls: in both themes without an accessibility fault, on a phone without scrolling sideways.</summary>
[Collection(FirstRow.Name)]
public sealed class EveryPageTests(Chromium chromium, Company company, EveryPageTests.Library library) : IClassFixture<Company>, IClassFixture<EveryPageTests.Library>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Looks => new("light", "dark", "phone");

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_can_be_used_by_everybody(string name)
    {
        var look = name switch { "dark" => Look.Dark, "phone" => Look.Phone, _ => Look.Light };
        await library.EnsureAsync(company);
        var faults = new List<string>();

        await chromium.VisitAsync(company.Address, look, async visit =>
        {
            await visit.Login.OpenAsync();
            faults.AddRange(await LookAtAsync(visit, "login"));
            await visit.Login.SignInAsync(library.Owner);
            foreach (var (page, address) in library.Pages)
            {
                await visit.OpenAsync(address);
                await visit.Shell.WaitUntilQuietAsync();
                faults.AddRange(await LookAtAsync(visit, page));
            }

            Assert.Equal(404, await visit.OpenMissingAsync($"/imports/{Guid.Empty}"));
            faults.AddRange(await LookAtAsync(visit, "not-found"));
        });

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task<IEnumerable<string>> LookAtAsync(Visit visit, string page)
    {
        await visit.PhotographAsync(page);

        // Themes differ in contrast, a phone differs in room.
        List<string> faults = visit.Look == Look.Phone ? []
            : [.. visit.Look == Look.Dark ? await Accessibility.FindPoorContrastAsync(visit.Page) : await Accessibility.FindViolationsAsync(visit.Page)];
        if (await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
        {
            faults.Add($"{over} px wider than the window");
        }

        return faults.Select(fault => $"{page}, {visit.Look.Name}: {fault}");
    }

    /// <summary>A workspace with three imports: complete, with gaps, paused in the middle.</summary>
    public sealed class Library
    {
        private Person? owner;

        internal Person Owner => owner ?? throw new InvalidOperationException("The library has not been filled.");

        internal List<(string Name, string Address)> Pages { get; } = [];

        internal async Task EnsureAsync(Company company)
        {
            if (owner is not null)
            {
                return;
            }

            var person = await company.FoundAsync(Cancelled);
            await company.HireAsync(person, WorkspaceRole.Viewer, Cancelled);
            var credential = await company.ConnectAsync(person, Cancelled);
            await company.Source.SetAsync("faults", new object[] { new { kind = "wrong_type", percent = 80 } }, Cancelled);
            var gaps = await company.ImportAsync(person, credential.Id, Cancelled);
            await company.Source.SetAsync("faults", Array.Empty<object>(), Cancelled);
            var full = await company.ImportAsync(person, credential.Id, Cancelled);
            var paused = await company.PauseInTheMiddleAsync(person, credential.Id, 20, Cancelled);
            var calls = await company.Cluster.Verb<EngagementQueries>().SearchAsync(person.Actor, new EngagementSearch(), Cancelled);
            Pages.AddRange(
            [
                ("home", "/"), ("connect", "/connect"), ("connect-gong", "/connect?platform=gong"), ("plan", "/imports/new?range=all"), ("imports", "/imports"),
                ("done", $"/imports/{full.Id}"), ("done-with-gaps", $"/imports/{gaps.Id}"), ("progress-paused", $"/imports/{paused}"),
                ("calls", "/calls"), ("calls-search", "/calls?q=planning"), ("call", $"/calls/{calls.Items[0].Id}"),
                ("credentials", "/credentials"), ("sync", "/sync"), ("audit", "/audit"),
                ("api", "/api"), ("api-schema", "/api/schema"), ("api-type", "/api/schema/ImportJob#status"), ("api-search", "/api/schema?q=transcript"),
            ]);
            owner = person;
        }
    }
}
