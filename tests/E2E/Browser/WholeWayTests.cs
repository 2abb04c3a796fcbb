using CallImport.Tests.E2E.Browser.Driving;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace CallImport.Tests.E2E.Browser;

/// <summary>What a newcomer does, from a wrong password to the last trace of a forgotten key.</summary>
[Collection(ThirdRow.Name)]
public sealed class WholeWayTests(Chromium chromium, Company company) : IClassFixture<Company>
{
    private const string WrongSecret = "not-the-secret-at-all";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newcomer_connects_imports_listens_imports_again_and_forgets_the_key()
    {
        var ada = await company.FoundAsync(Cancelled);
        var truth = await company.Source.LedgerAsync(Cancelled);

        await chromium.VisitAsync(company.Address, Look.Light, async visit =>
        {
            await SignInAtSecondTryAsync(visit, ada);
            await ConnectAtSecondTryAsync(visit);

            // Slow enough to be watched.
            await company.Source.SetAsync("latency", new { apiMs = 0, mediaMs = 2_500, mediaBytesPerSecond = 0 }, Cancelled);
            var job = await PlanAndStartAsync(visit, truth);
            await FollowToTheEndAsync(visit, job);
            await FindAndPlayAsync(visit, truth);
            await ImportAgainAsync(visit);
            await visit.Credentials.OpenAsync();
            await visit.PhotographAsync("credentials");
            await visit.Credentials.ForgetAsync();
            await visit.OpenAsync("/imports");
            await Expect(visit.Page.GetByTestId("job-row")).ToHaveCountAsync(2);
            await visit.Progress.OpenAsync(job);
            await Expect(visit.Page.GetByTestId("download-report")).ToBeVisibleAsync();
            await Expect(visit.Page.GetByTestId("keep-in-sync").Or(visit.Page.GetByTestId("import-more"))).ToHaveCountAsync(0);
            await HuntSecretsAsync(visit);
        });
    }

    private static async Task SignInAtSecondTryAsync(Visit visit, Person person)
    {
        await visit.Page.GotoAsync("/calls");
        await visit.PhotographAsync("login");
        await visit.Login.TryAsync(person.Email, "wrong-password");
        var refusal = await visit.Login.Error.InnerTextAsync();
        await visit.PhotographAsync("login-refused");
        await visit.Login.TryAsync("nobody@harborline.test", "wrong-password");
        Assert.Equal(refusal, await visit.Login.Error.InnerTextAsync());

        await visit.Login.TryAsync(person.Email, person.Password);
        await visit.Shell.WaitUntilInteractiveAsync();
        Assert.Equal("/calls", new Uri(visit.Page.Url).AbsolutePath);
        await visit.PhotographAsync("calls-empty");
        await visit.Shell.Link("Home").ClickAsync();
        await Expect(visit.Page.GetByTestId("connect-first")).ToBeVisibleAsync();
        await visit.PhotographAsync("home-new");
    }

    private static async Task ConnectAtSecondTryAsync(Visit visit)
    {
        await visit.Page.GetByTestId("connect-first").ClickAsync();
        await Expect(visit.Connect.Cards).ToHaveCountAsync(6);
        await visit.PhotographAsync("connect");
        await visit.Connect.ChooseAsync("gong");
        await Expect(visit.Shell.Heading).ToBeFocusedAsync();
        await visit.Connect.FillAsync(SandboxDriver.AccessKey, WrongSecret);
        await visit.Connect.CheckAsync();
        await Expect(visit.Connect.Check("signed_in")).ToHaveAttributeAsync("data-outcome", "failed");
        await Expect(visit.Connect.Check("signed_in")).ToContainTextAsync("does not accept this key");
        await Expect(visit.Connect.Check("signed_in").Locator(".fix")).Not.ToBeEmptyAsync();
        await Expect(visit.Connect.Save).ToHaveCountAsync(0);
        await visit.PhotographAsync("connect-wrong-key");

        await visit.Connect.FillAsync(SandboxDriver.AccessKey, SandboxDriver.AccessKeySecret);
        await visit.Connect.CheckAsync();
        await Expect(visit.Connect.PassedChecks).ToHaveCountAsync(6);
        await visit.PhotographAsync("connect-right-key");
        await visit.Connect.SaveAsync();
    }

    private async Task<Guid> PlanAndStartAsync(Visit visit, IReadOnlyDictionary<string, SourceTruth> truth)
    {
        await visit.NewImport.ChooseAsync("30d");
        var monthAgo = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-30);
        await Expect(visit.NewImport.Count).ToHaveTextAsync($"{truth.Values.Count(call => call.StartedAt.ToUniversalTime() >= monthAgo)} calls");

        await visit.NewImport.ChooseAsync("all");
        await Expect(visit.NewImport.Count).ToHaveTextAsync($"{Company.Calls} calls");
        await Expect(visit.NewImport.ToImport).ToHaveTextAsync($"{Company.Calls} calls");
        await Expect(visit.NewImport.Cost).ToHaveTextAsync("$0.50");
        await Expect(visit.NewImport.Samples).ToHaveCountAsync(10);
        await visit.PhotographAsync("plan");
        Assert.Equal(0, await NumberAsync("SELECT (SELECT count(*) FROM import_jobs) + (SELECT count(*) FROM imported_calls)"));
        return await visit.NewImport.StartAsync();
    }

    private async Task FollowToTheEndAsync(Visit visit, Guid job)
    {
        await visit.Progress.RecordFigureAsync("done");
        await Expect(visit.Progress.Latest.Nth(3)).ToBeVisibleAsync();
        await visit.PhotographAsync("progress");
        await visit.Progress.WaitForStatusAsync("completed");
        await Expect(visit.Progress.Completeness).ToBeVisibleAsync();
        await visit.PhotographAsync("done");

        var figures = await visit.Progress.RecordedAsync("done");
        Assert.Equal(figures.Order(), figures);
        Assert.True(figures.Distinct().Count() > 3, $"Hardly live: {string.Join(", ", figures)}");
        var row = await company.Cluster.JobAsync(job, Cancelled);
        Assert.Equal((Company.Calls, Company.Calls, 0, 0), (row.TotalCalls ?? 0, row.ProcessedCalls, row.FailedCalls, row.SkippedCalls));
        Assert.Equal(
            (row.ProcessedCalls, 0, row.FailedCalls, row.SkippedCalls),
            (await visit.Progress.FigureAsync("done"), await visit.Progress.FigureAsync("waiting"), await visit.Progress.FigureAsync("failed"), await visit.Progress.FigureAsync("skipped")));
        Assert.Empty(await company.Cluster.DifferencesAsync(0, Cancelled));
    }

    private static async Task FindAndPlayAsync(Visit visit, IReadOnlyDictionary<string, SourceTruth> truth)
    {
        await visit.Shell.Link("Calls").ClickAsync();
        await Expect(visit.Calls.Rows).ToHaveCountAsync(Company.Calls);
        await visit.PhotographAsync("calls");
        var (call, word) = RarestWord(truth.Values);
        await visit.Calls.SearchAsync(word);
        var hit = visit.Calls.Rows.Filter(new() { HasText = call.Title }).First;
        await Expect(hit.Locator("mark", new() { HasText = word }).First).ToBeVisibleAsync();
        await visit.PhotographAsync("calls-search");

        await hit.GetByTestId("call-title").ClickAsync();
        await Expect(visit.Call.Transcript).ToBeVisibleAsync();
        await Expect(visit.Call.Hits).ToContainTextAsync("of");
        Assert.Equal(Words(call.Transcript), Words(string.Join(' ', await visit.Call.Lines.Locator("p").AllTextContentsAsync())));
        Assert.NotEqual(0, await visit.Call.Participants.CountAsync());

        await visit.Call.Play.ClickAsync();
        await visit.Call.WaitUntilPlayedBeyondAsync(1);
        await visit.PhotographAsync("call");
        await SeekByLineAsync(visit);
        Assert.Contains(visit.Watch.Recordings, answer => answer.Status == 206);
        await Expect(visit.Call.Fault).ToBeHiddenAsync();
    }

    private static async Task SeekByLineAsync(Visit visit)
    {
        var index = await visit.Call.Lines.CountAsync() / 2;
        var line = visit.Call.Lines.Nth(index);
        var at = long.Parse(await line.GetAttributeAsync("data-at") ?? "", System.Globalization.CultureInfo.InvariantCulture);
        await line.Locator("p").ClickAsync();
        await visit.Call.WaitUntilPlayedBeyondAsync(at / 1000.0);
        Assert.True(await visit.Call.PositionAsync() < await visit.Call.DurationAsync());
        await Expect(line).ToHaveAttributeAsync("aria-current", "true");

        // The mark goes on with the voice.
        await Expect(visit.Call.Lines.Nth(index + 1)).ToHaveAttributeAsync("aria-current", "true");
        await Expect(visit.Call.CurrentLine).ToHaveCountAsync(1);
        await visit.Page.EvaluateAsync("scrollTo(0, 0)");
        await visit.PhotographAsync("call-playing", isWhole: false);
    }

    private static async Task ImportAgainAsync(Visit visit)
    {
        await visit.OpenAsync("/imports/new?range=all");
        await Expect(visit.NewImport.AlreadyHere).ToContainTextAsync($"{Company.Calls} of them are in your library already");
        await Expect(visit.NewImport.Cost).ToHaveTextAsync("$0.00");
        await visit.PhotographAsync("plan-again");
        await visit.NewImport.StartAsync();
        await visit.Progress.WaitForStatusAsync("completed");
        Assert.Equal((0, Company.Calls), (await visit.Progress.FigureAsync("done"), await visit.Progress.FigureAsync("skipped")));
        await Expect(visit.Shell.Heading).ToContainTextAsync($"all {Company.Calls} calls were here already");
    }

    private async Task HuntSecretsAsync(Visit visit)
    {
        var hunt = new SecretHunt(SandboxDriver.AccessKeySecret, WrongSecret);
        var found = hunt.InText("the server's output", company.Node.Output).ToList();
        found.AddRange((await DatabaseText.ReadAsync(company.Cluster.ConnectionString, Cancelled)).SelectMany(table => hunt.InText(table.Key, table.Value)));
        found.AddRange(hunt.InFolder(company.Cluster.StorageRoot));
        found.AddRange(hunt.InFolder(Artifacts.Folder("screenshots")));
        found.AddRange(visit.Pages.SelectMany(page => hunt.InText(page.Name, page.Html)));
        Assert.Empty(found);
        Assert.NotEmpty(visit.Pages);
        Assert.Equal(1, await NumberAsync("SELECT count(*) FROM import_credentials WHERE status = 'deleted'"));
    }

    /// <summary>A word that is said in one call only, so that the search has to find that one.</summary>
    private static (SourceTruth Call, string Word) RarestWord(IEnumerable<SourceTruth> calls) =>
        (from call in calls
         from word in call.Transcript.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', '?', '!', ':', ';')).Distinct()
         where word.Length > 6 && word.All(char.IsAsciiLetterLower)
         group call by word into places
         orderby places.Count(), places.Key.Length descending, places.Key
         select (places.First(), places.Key)).First();

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<long> NumberAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(company.Cluster.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancelled) ?? -1L);
    }
}
