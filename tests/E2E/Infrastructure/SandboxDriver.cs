using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>The source: starts the sandbox in this process, pulls its levers and reads its truth.</summary>
internal sealed class SandboxDriver : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };

    private readonly WebApplication server;
    private readonly HttpClient client;

    private SandboxDriver(WebApplication server)
    {
        this.server = server;
        Address = new Uri(server.Urls.First());
        client = new HttpClient { BaseAddress = Address };
    }

    public const string AccessKey = "SANDBOX-GONG-FULL";

    public const string AccessKeySecret = "full-rights-secret";

    public Uri Address { get; }

    public string GongBaseUrl => new Uri(Address, "/gong").ToString();

    /// <summary>The section <c>Platforms:Gong:OAuth</c> of a server that may send people here to sign in.</summary>
    public IReadOnlyDictionary<string, string> GongOAuth => new Dictionary<string, string>
    {
        ["ClientId"] = "sandbox-client",
        ["ClientSecret"] = "sandbox-client-secret",
        ["AuthorizationUrl"] = $"{GongBaseUrl}/oauth2/authorize",
        ["TokenUrl"] = $"{GongBaseUrl}/oauth2/generate-customer-token",
    };

    /// <param name="requestsPerSecond">0 = no limit, for tests that are not about limits.</param>
    /// <param name="returnAddresses">Where else than to port 8080 a consent may return to.</param>
    public static async Task<SandboxDriver> StartAsync(
        int calls, long? recordingBytes, int requestsPerSecond, CancellationToken cancellationToken, IEnumerable<string>? returnAddresses = null)
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0" };
        options.Gong.Calls = calls;
        options.Gong.RecordingBytes = recordingBytes;
        options.Gong.RequestsPerSecond = requestsPerSecond;
        options.Gong.RequestsPerDay = 0;
        (options.Fathom.Calls, options.Fathom.RecordingBytes, options.Fathom.PreparationSeconds) = (calls, recordingBytes, 1);
        (options.Fathom.RequestsPerMinute, options.Fathom.HeavyPerMinute, options.Fathom.DownloadsPerMinute) = (0, 0, 0);
        (options.Grain.Calls, options.Grain.RecordingBytes, options.Grain.RequestsPerMinute) = (calls, recordingBytes, 0);
        (options.RingCentral.Calls, options.RingCentral.RecordingBytes, options.RingCentral.AuthPerMinute) = (calls, recordingBytes, 0);
        (options.RingCentral.HeavyPerMinute, options.RingCentral.LightPerMinute) = (0, 0);
        (options.ZoomPhone.Calls, options.ZoomPhone.RecordingBytes) = (calls, recordingBytes);
        (options.ZoomPhone.MediumPerSecond, options.ZoomPhone.LightPerSecond) = (0, 0);
        foreach (var address in returnAddresses ?? [])
        {
            options.Gong.RedirectUris.Add(address);
        }

        return new SandboxDriver(await SandboxServer.StartAsync(options, cancellationToken));
    }

    /// <summary>POSTs to <c>/_control/…</c>; docs/sandbox.md lists what there is.</summary>
    public async Task SetAsync(string lever, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"/_control/{lever}", body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Five requests of a hundred meet a 429, a 500, or, for recordings, a cut or a wrong length.</summary>
    public Task SetFivePercentFaultsAsync(CancellationToken cancellationToken) => SetAsync(
        "faults",
        new object[]
        {
            new { kind = "429", percent = 1, retryAfter = 1 },
            new { kind = "500", percent = 4 },
            new { kind = "cut_download", percent = 4 },
            new { kind = "wrong_length", percent = 1 },
        },
        cancellationToken);

    public async Task<IReadOnlyDictionary<string, SourceTruth>> LedgerAsync(CancellationToken cancellationToken, string vendor = "gong")
    {
        var truth = new Dictionary<string, SourceTruth>(StringComparer.Ordinal);
        using var stream = new StreamReader(await client.GetStreamAsync($"/_control/ledger?vendor={vendor}", cancellationToken));
        while (await stream.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var entry = JsonSerializer.Deserialize<SourceTruth>(line, Json) ?? throw new JsonException("An empty line in the ledger.");
            truth.Add(entry.CallId, entry);
        }

        return truth;
    }

    public async Task<JsonElement> StatsAsync(CancellationToken cancellationToken) =>
        await client.GetFromJsonAsync<JsonElement>("/_control/stats", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
    }
}

/// <summary>One call as the source really holds it.</summary>
internal sealed record SourceTruth(string CallId, string Title, DateTime StartedAt, bool HasRecording, long RecordingBytes, string? RecordingSha256, string Transcript);
