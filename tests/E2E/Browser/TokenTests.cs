using System.Net;
using System.Net.Http.Headers;
using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Browser.Driving;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>People make tokens for their programs and take them away again.</summary>
[Collection(SecondRow.Name)]
public sealed class TokenTests(Chromium chromium, Company company) : IClassFixture<Company>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Looks => new("light", "dark", "phone");

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_token_is_shown_once_works_and_ends_when_it_is_revoked(string name)
    {
        var look = name switch { "dark" => Look.Dark, "phone" => Look.Phone, _ => Look.Light };
        var owner = await company.FoundAsync(Cancelled);

        await chromium.VisitAsync(company.Address, look, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Tokens.OpenAsync();
            await LookAtAsync(visit, "tokens-none");
            await visit.Tokens.BeginAsync();
            await Expect(visit.Tokens.Scopes).ToHaveCountAsync(4);
            await LookAtAsync(visit, "tokens-making");
            var token = await visit.Tokens.CreateAsync("Nightly report", "import");
            await LookAtAsync(visit, "tokens-made");
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(token));

            await visit.Tokens.FinishAsync();
            await Expect(visit.Tokens.States).ToHaveTextAsync(["Active"]);
            await LookAtAsync(visit, "tokens");
            Assert.DoesNotContain(token, await visit.Page.ContentAsync(), StringComparison.Ordinal);

            await visit.Tokens.RevokeAsync();
            await Expect(visit.Tokens.States).ToHaveTextAsync(["Revoked"]);
            await EndsWithinAsync(TimeSpan.FromSeconds(5), token);
        });
    }

    [Fact]
    public async Task A_viewer_makes_tokens_that_read_and_sees_nobody_elses()
    {
        var owner = await company.FoundAsync(Cancelled);
        var viewer = await company.HireAsync(owner, WorkspaceRole.Viewer, Cancelled);

        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(viewer);
            await visit.Tokens.OpenAsync();
            await visit.Tokens.BeginAsync();
            await Expect(visit.Tokens.Scopes).ToHaveCountAsync(1);
            await visit.Tokens.CreateAsync("Mine");
            await visit.Tokens.FinishAsync();
            await Expect(visit.Tokens.Rows).ToHaveCountAsync(1);
        });
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(await company.HireAsync(owner, WorkspaceRole.Member, Cancelled));
            await visit.Tokens.OpenAsync();
            await Expect(visit.Tokens.Rows).ToHaveCountAsync(0);
        });
        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await visit.Login.SignInAsync(owner);
            await visit.Tokens.OpenAsync();
            await Expect(visit.Tokens.Rows).ToContainTextAsync([viewer.Email]);
        });
    }

    private static async Task LookAtAsync(Visit visit, string page)
    {
        await visit.Shell.WaitUntilQuietAsync();
        await visit.PhotographAsync(page);
        Assert.Empty(visit.Look == Look.Phone ? [] : await Accessibility.FindViolationsAsync(visit.Page));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private async Task EndsWithinAsync(TimeSpan promised, string token)
    {
        var revoked = TimeProvider.System.GetTimestamp();
        while (await AskAsync(token) is var status && status != HttpStatusCode.Unauthorized)
        {
            var left = promised - TimeProvider.System.GetElapsedTime(revoked);
            Assert.True(left > TimeSpan.Zero, $"After {promised} it is still answered with {status}.");
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(500, left.TotalMilliseconds)), TimeProvider.System, Cancelled);
        }
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(company.Address, $"/recordings/{Guid.NewGuid()}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
