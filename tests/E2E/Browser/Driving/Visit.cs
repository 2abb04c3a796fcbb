using CallImport.Tests.E2E.Browser.Pages;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>Somebody in front of a browser that knows nothing yet.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;

    private Visit(IBrowserContext context, IPage page, PageWatch watch, Uri server, Look look) =>
        (this.context, Page, Watch, Server, Look) = (context, page, watch, server, look);

    public IPage Page { get; }

    public PageWatch Watch { get; }

    public Uri Server { get; }

    public Look Look { get; }

    /// <summary>The HTML of every page that was photographed.</summary>
    public List<(string Name, string Html)> Pages { get; } = [];

    public LoginPage Login => new(this);

    public Shell Shell => new(this);

    public ConnectPage Connect => new(this);

    public NewImportPage NewImport => new(this);

    public ProgressPage Progress => new(this);

    public CallsPage Calls => new(this);

    public CallPage Call => new(this);

    public CredentialsPage Credentials => new(this);

    public SyncPage Sync => new(this);

    public TokensPage Tokens => new(this);

    public static async Task<Visit> BeginAsync(IBrowser browser, Uri server, Look look)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.ToString(),
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(Chromium.PatienceMs);
        Assertions.SetDefaultExpectTimeout(Chromium.PatienceMs);
        var watch = await PageWatch.BeginAsync(context);
        await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = false, Snapshots = Artifacts.WantsSnapshots });
        return new Visit(context, await context.NewPageAsync(), watch, server, look);
    }

    /// <summary>Opens an address of the shell and waits until its circuit takes clicks: earlier ones are lost.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Shell.WaitUntilInteractiveAsync();
    }

    /// <summary>Opens an address where a 404 is what is wanted; the browser mutters about it.</summary>
    /// <returns>the status</returns>
    public async Task<int> OpenMissingAsync(string path)
    {
        Watch.Expect(path.Split('?')[0]);
        var answer = await Page.GotoAsync(path);
        await Shell.WaitUntilTakenOverAsync();
        return answer?.Status ?? 0;
    }

    /// <summary>A picture for people to look at.</summary>
    /// <param name="isWhole">Also what lies below the window.</param>
    public async Task PhotographAsync(string name, bool isWhole = true)
    {
        Pages.Add((name, await Page.ContentAsync()));
        var folder = Artifacts.Folder("screenshots", Look.Name);
        await Page.EvaluateAsync("document.fonts.ready");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = isWhole, Animations = ScreenshotAnimations.Disabled });
    }

    /// <returns>the folder</returns>
    public async Task<string> KeepEvidenceAsync()
    {
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? "visit").Split('.')[^1].Where(letter => char.IsLetterOrDigit(letter) || letter == '_').Take(100));
        var folder = Artifacts.Folder("failures", $"{name}-{Look.Name}");
        await context.Tracing.StopAsync(new TracingStopOptions { Path = Path.Combine(folder, "trace.zip") });
        foreach (var (page, index) in context.Pages.Select((page, index) => (page, index)))
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"page-{index}.png") });
            await File.WriteAllTextAsync(Path.Combine(folder, $"page-{index}.html"), await page.ContentAsync());
        }

        return folder;
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
