using System.Net.Http.Json;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Bench.Chaos;

/// <summary>The sandbox as a source that misbehaves, and whose truth is known.</summary>
internal sealed class ChaosSource : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient client;

    private ChaosSource(WebApplication server)
    {
        this.server = server;
        client = new HttpClient { BaseAddress = new Uri(server.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
    }

    public Uri Address => client.BaseAddress ?? throw new InvalidOperationException("It always has one.");

    public static async Task<ChaosSource> StartAsync(int calls, int recordingBytes, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        (options.Gong.Calls, options.Gong.RecordingBytes) = (calls, recordingBytes);
        (options.Gong.RequestsPerSecond, options.Gong.RequestsPerDay) = (0, 0);
        return new ChaosSource(await SandboxServer.StartAsync(options, cancellationToken));
    }

    /// <summary>Slow enough for many recordings to be under way at any moment; one request in ten goes wrong.</summary>
    public async Task MisbehaveAsync(int mediaMilliseconds, CancellationToken cancellationToken)
    {
        await SetAsync("latency", new { apiMs = 20, mediaMs = mediaMilliseconds, mediaBytesPerSecond = 0 }, cancellationToken);
        await SetAsync(
            "faults",
            new object[]
            {
                new { kind = "429", percent = 1, retryAfter = 1 },
                new { kind = "500", percent = 3 },
                new { kind = "expired_cursor", percent = 3 },
                new { kind = "cut_download", percent = 4 },
                new { kind = "wrong_length", percent = 1 },
            },
            cancellationToken);
    }

    public Task GoDownAsync(CancellationToken cancellationToken) => SetAsync("off", new { mode = "503" }, cancellationToken);

    public Task ComeBackAsync(CancellationToken cancellationToken) => SetAsync("off", new { mode = "none" }, cancellationToken);

    public async Task WriteLedgerAsync(string file, CancellationToken cancellationToken)
    {
        await using var to = File.Create(file);
        await using var from = await client.GetStreamAsync("/_control/ledger", cancellationToken);
        await from.CopyToAsync(to, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
    }

    private async Task SetAsync(string lever, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"/_control/{lever}", body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
