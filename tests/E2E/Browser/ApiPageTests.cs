using System.Text.RegularExpressions;
using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>The API as somebody meets it who has never used it: find a type, try an operation, follow an import.</summary>
[Collection(FirstRow.Name)]
public sealed class ApiPageTests(Chromium chromium, Company company) : IClassFixture<Company>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operations_are_typed_run_by_keyboard_answered_in_place_and_remembered_unless_they_change_something()
    {
        var owner = await company.FoundAsync(Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            var (query, status, result) = (visit.Page.GetByTestId("api-query"), visit.Page.GetByTestId("api-status"), visit.Page.GetByTestId("api-result"));
            await visit.Login.SignInAsync(owner);
            await visit.OpenAsync("/api");
            await Expect(query).ToHaveValueAsync(new Regex("importJobs"));

            await query.FillAsync("{ importPlatforms { displayName } }");
            await query.PressAsync("Control+Enter");
            await Expect(status).ToContainTextAsync("200 ·");
            await Expect(result).ToContainTextAsync("\"displayName\": \"Gong\"");
            await Expect(visit.Page.GetByText("Asked before")).ToBeVisibleAsync();

            await query.FillAsync("mutation { cancelImportJob(jobId: \"nobody's\") { job { id } } }");
            await visit.Page.GetByTestId("api-run").ClickAsync();
            await Expect(result).ToContainTextAsync("NOT_FOUND");
            Assert.DoesNotContain("cancelImportJob", await visit.Page.EvaluateAsync<string>("sessionStorage.getItem('callimport-api-past')"), StringComparison.Ordinal);

            // What is refused as a document is a 400, which browsers mutter about.
            visit.Watch.Expect("status of 400");
            await query.FillAsync("{ noSuchField }");
            await query.PressAsync("Control+Enter");
            await Expect(status).ToHaveAttributeAsync("data-tone", "bad");
            await Expect(result).ToContainTextAsync("BAD_USER_INPUT");
        });
    }

    [Fact]
    public async Task An_import_is_followed_to_its_end_from_a_prepared_example()
    {
        var owner = await company.FoundAsync(Cancelled);
        var credential = await company.ConnectAsync(owner, Cancelled);
        await company.StartImportAsync(owner, credential.Id, Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.OpenAsync("/api");
            await visit.Page.GetByTestId("api-example").GetByText("importJobProgress", new() { Exact = true }).ClickAsync();
            await Expect(visit.Page.GetByTestId("api-query")).ToHaveValueAsync(new Regex("^subscription"));
            await visit.Page.GetByTestId("api-run").ClickAsync();

            await Expect(visit.Page.GetByTestId("api-status")).ToContainTextAsync("Complete after", new() { Timeout = 120_000 });
            await Expect(visit.Page.GetByTestId("api-result")).ToContainTextAsync("\"status\": \"COMPLETED\"");
            await visit.PhotographAsync("api-followed");
        });
    }

    [Fact]
    public async Task The_schema_is_searched_and_every_field_has_an_address()
    {
        var owner = await company.FoundAsync(Cancelled);
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.OpenAsync("/api/schema");
            await visit.Page.GetByTestId("api-search").FillAsync("recordingSha");
            await visit.Page.GetByText("Engagement.recordingSha256").ClickAsync();

            await Expect(visit.Page).ToHaveURLAsync(new Regex("/api/schema/Engagement#recordingSha256$"));
            await Expect(visit.Page.Locator("#recordingSha256")).ToBeInViewportAsync();
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Query", Exact = true }).ClickAsync();
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Try importPlatforms" }).ClickAsync();
            await Expect(visit.Page.GetByTestId("api-query")).ToHaveValueAsync(new Regex("importPlatforms"));
        });
    }
}
