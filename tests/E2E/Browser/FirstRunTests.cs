using System.Text.RegularExpressions;
using CallImport.Tests.E2E.Browser.Driving;
using CallImport.Tests.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>What ./run gives somebody who configured nothing: database, sandbox and sign-in come by themselves.</summary>
[Collection(FirstRow.Name)]
public sealed partial class FirstRunTests(Chromium chromium) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-first-run-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_nothing_configured_a_sample_call_can_be_heard()
    {
        await using var app = await AppProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["App:DataDirectory"] = folder,
                ["Sandbox:Urls"] = $"http://127.0.0.1:{AppProcess.FreePort()}",
            },
            Cancelled);
        var printed = SignIn().Match(app.Output);
        Assert.True(printed.Success, app.Output);

        await chromium.VisitAsync(app.Address, Look.Light, async visit =>
        {
            await visit.Page.GotoAsync("/");
            await visit.Login.TryAsync(printed.Groups[1].Value, printed.Groups[2].Value);
            await visit.Page.GetByTestId("connect-first").ClickAsync();
            await visit.Connect.ChooseAsync("gong");
            await visit.Connect.UseSampleAsync();
            await visit.PhotographAsync("first-run-connect");
            await visit.Connect.CheckAsync();
            await visit.Connect.SaveAsync();
            await visit.NewImport.ChooseAsync("all");
            await Expect(visit.NewImport.Count).ToHaveTextAsync("25 calls");
            await visit.NewImport.StartAsync();
            await visit.Progress.Latest.First.ClickAsync();
            await visit.Call.Play.ClickAsync();
            await visit.Call.WaitUntilPlayedBeyondAsync(1);
        });
        await app.TerminateAsync(Cancelled);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex(@"Sign in with (\S+) and the password (\S+)")]
    private static partial Regex SignIn();
}
