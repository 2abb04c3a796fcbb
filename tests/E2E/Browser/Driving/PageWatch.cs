using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>Listens to everything that a person would not see, and remembers what must not happen.</summary>
internal sealed class PageWatch
{
    /// <summary>The browser says a breach only to those who ask; printed, it arrives with everything else.</summary>
    private const string TellBreaches =
        "addEventListener('securitypolicyviolation', breach => console.error(`CSP: ${breach.violatedDirective} ${breach.blockedURI} ${breach.sample}`));";

    private readonly ConcurrentQueue<string> troubles = [];
    private readonly ConcurrentQueue<IResponse> recordings = [];
    private readonly ConcurrentBag<string> expected = [];
    private int sockets;

    private PageWatch()
    {
    }

    /// <summary>Answers of /recordings so far.</summary>
    public IReadOnlyCollection<IResponse> Recordings => recordings;

    /// <summary>WebSockets that were opened.</summary>
    public int Sockets => sockets;

    public static async Task<PageWatch> BeginAsync(IBrowserContext context)
    {
        var watch = new PageWatch();
        await context.AddInitScriptAsync(TellBreaches);
        context.Console += (_, message) => watch.Hear(message);
        context.WebError += (_, fault) => watch.troubles.Enqueue($"uncaught: {fault.Error}");
        context.Request += (_, request) => watch.See(request.Url);
        context.Response += (_, answer) => watch.Receive(answer);
        context.Page += (_, page) => page.WebSocket += (_, socket) =>
        {
            Interlocked.Increment(ref watch.sockets);
            watch.See(socket.Url);
        };
        return watch;
    }

    /// <summary>From now on messages that contain this are no trouble: a server that is killed cannot be reached.</summary>
    public void Expect(string part) => expected.Add(part);

    public void AssertQuiet() => Assert.Empty(troubles);

    public override string ToString() => string.Join('\n', troubles);

    private void Hear(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !expected.Any(part => $"{message.Text} {message.Location}".Contains(part, StringComparison.Ordinal)))
        {
            troubles.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        }
    }

    private void See(string address)
    {
        if (new Uri(address) is { Scheme: "http" or "https" or "ws" or "wss", Host: not "127.0.0.1" })
        {
            troubles.Enqueue($"a request to elsewhere: {address}");
        }
    }

    private void Receive(IResponse answer)
    {
        if (new Uri(answer.Url).AbsolutePath.StartsWith("/recordings/", StringComparison.Ordinal))
        {
            recordings.Enqueue(answer);
        }
    }
}
