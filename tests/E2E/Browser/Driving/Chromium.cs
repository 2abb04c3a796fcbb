using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>One browser for the whole run, started by the first test that needs it; every visit gets a profile of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>The machine may be busy with other tests: waiting long costs nothing where all is well.</summary>
    public const float PatienceMs = 45_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>
    /// Lets somebody act in front of a browser and fails if anything went wrong meanwhile: an error in the console, a request to elsewhere, a breach of the
    /// content security policy. What a failed visit saw stays under artifacts/.
    /// </summary>
    internal async Task VisitAsync(Uri server, Look look, Func<Visit, Task> act)
    {
        await using var visit = await Visit.BeginAsync(await BrowserAsync(), server, look);
        try
        {
            await act(visit);
            visit.Watch.AssertQuiet();
        }
        catch (Exception fault)
        {
            var where = await visit.KeepEvidenceAsync();
            throw new VisitFailedException($"{fault.Message}\nAt {visit.Page.Url}; see {where}\n{visit.Watch}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        gate.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Find(),
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--mute-audio",
                ],
                Timeout = 2 * PatienceMs,
            });
        }
        finally
        {
            gate.Release();
        }
    }

    /// <returns>null where Playwright has to look for its own</returns>
    private static string? Find() =>
        Environment.GetEnvironmentVariable("CALLIMPORT_CHROMIUM") is { Length: > 0 } given
            ? given
            : (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
               from name in Names
               let path = Path.Combine(folder, name)
               where File.Exists(path)
               select path).FirstOrDefault();
}

/// <summary>What went wrong in front of the browser, with the place where it can be looked at.</summary>
internal sealed class VisitFailedException(string message, Exception cause) : Exception(message, cause);
