using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using CallImport.Infrastructure.OAuth;
using CallImport.Sandbox;
using CallImport.Sandbox.Five29;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;

namespace CallImport.Bench.Platforms;

/// <summary>One vendor of the sandbox: its levers, its counters, and the truth about its calls.</summary>
internal sealed class PlatformSource : IAsyncDisposable
{
    private const int RecordingBytes = 20_000;

    private readonly PlatformShape platform;
    private readonly WebApplication server;
    private readonly HttpClient client;

    private PlatformSource(PlatformShape platform, WebApplication server)
    {
        (this.platform, this.server) = (platform, server);
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
    }

    public Uri Address => client.BaseAddress ?? throw new InvalidOperationException("It always has one.");

    public static async Task<PlatformSource> StartAsync(PlatformShape platform, CancellationToken cancellationToken)
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        platform.Raise?.Invoke(options, platform.Raised);
        return new PlatformSource(platform, await SandboxServer.StartAsync(options, cancellationToken));
    }

    /// <summary>Calls appear; what is asked for is a little slow, so that a kill finds work under way.</summary>
    public async Task FillAsync(int calls, CancellationToken cancellationToken)
    {
        await SetAsync($"{platform.Slug}/calls", new { count = calls, recordingBytes = RecordingBytes }, cancellationToken);
        await SetAsync("latency", new { apiMs = 20, mediaMs = 150, mediaBytesPerSecond = 0 }, cancellationToken);
    }

    /// <summary>For a platform that sends files: the folder, and the truth about it.</summary>
    /// <param name="folder">named as the drop is</param>
    public static async Task FillAsync(string folder, int calls, string ledger, CancellationToken cancellationToken)
    {
        await Five29Samples.WriteAsync(folder, new Five29SampleShape(calls, RecordingBytes: RecordingBytes), TimeProvider.System, cancellationToken);
        await using var lines = File.CreateText(ledger);
        foreach (var file in Directory.EnumerateFiles(folder, "*.mp3", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
            var line = new
            {
                callId = $"{Path.GetFileName(folder)}/{Path.GetRelativePath(folder, file)}",
                hasRecording = true,
                recordingBytes = bytes.Length,
                recordingSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            };
            await lines.WriteLineAsync(JsonSerializer.Serialize(line));
        }
    }

    public Task MisbehaveAsync(CancellationToken cancellationToken) => SetAsync("faults", PlatformFaults.Of(platform), cancellationToken);

    /// <summary>What connecting has cost is no part of the import.</summary>
    public Task ForgetRequestsAsync(CancellationToken cancellationToken) => SetAsync("stats/reset", new { }, cancellationToken);

    /// <summary>As if their time had come: all access tokens end, refresh tokens stay.</summary>
    public Task ExpireTokensAsync(CancellationToken cancellationToken) => SetAsync($"{platform.Slug}/tokens/revoke", new { refreshTokens = false }, cancellationToken);

    public async Task<PlatformTally> TallyAsync(CancellationToken cancellationToken)
    {
        var stats = await client.GetFromJsonAsync<JsonElement>("/_control/stats", cancellationToken);
        var state = await client.GetFromJsonAsync<JsonElement>("/_control/state", cancellationToken);
        return PlatformTally.Read(platform.Slug, stats, state);
    }

    /// <summary>The person at the vendor's page says yes.</summary>
    public async Task<OAuthReturn> ConsentAsync(OAuthStart start, CancellationToken cancellationToken)
    {
        var page = new Uri(start.AuthorizationUrl);
        var asked = QueryHelpers.ParseQuery(page.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        using var form = new FormUrlEncodedContent(asked.Append(new("decision", "allow")).Append(new("user", "admin")));
        using var answer = await client.PostAsync(page.AbsolutePath, form, cancellationToken);
        var back = QueryHelpers.ParseQuery(answer.Headers.Location?.Query);
        return new OAuthReturn { Platform = platform.Slug, State = back["state"].ToString(), Code = back["code"].ToString() };
    }

    public async Task WriteLedgerAsync(string file, CancellationToken cancellationToken)
    {
        await using var to = File.Create(file);
        await using var from = await client.GetStreamAsync($"/_control/ledger?vendor={platform.Slug}", cancellationToken);
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
