using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallImport.Sandbox;
using CallImport.Sandbox.Gong;
using Microsoft.AspNetCore.Builder;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>A sandbox of its own for one test, on a free port.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public const string FullKey = "SANDBOX-GONG-FULL:full-rights-secret";

    private readonly WebApplication _app;

    private SandboxHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    /// <summary>The last of its addresses: the control address, if there is one.</summary>
    public Uri FurtherAddress => new(_app.Urls.Last());

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SandboxHost> StartAsync(
        Action<GongSandboxOptions>? gong = null, int seed = 7, TimeProvider? time = null, Action<SandboxOptions>? all = null)
    {
        var options = new SandboxOptions { Urls = "http://127.0.0.1:0", Seed = seed, Today = new DateOnly(2026, 11, 20) };
        options.Gong.RequestsPerSecond = 0;
        gong?.Invoke(options.Gong);
        all?.Invoke(options);
        return new SandboxHost(await SandboxServer.StartAsync(options, Cancellation, time));
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? key = FullKey) => SendAsync(HttpMethod.Get, path, null, key);

    public Task<HttpResponseMessage> PostAsync(string path, string body, string? key = FullKey) => SendAsync(HttpMethod.Post, path, body, key);

    public async Task<JsonNode> GetJsonAsync(string path, string? key = FullKey) => await ReadAsync(await GetAsync(path, key));

    public async Task<JsonNode> PostJsonAsync(string path, string body, string? key = FullKey) => await ReadAsync(await PostAsync(path, body, key));

    /// <summary>Pulls a lever of the sandbox; it has to work.</summary>
    public async Task<JsonNode?> ControlAsync(string path, object body)
    {
        var response = await Client.PostAsJsonAsync($"/_control/{path}", body, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public Task FaultAsync(string kind, object? more = null)
    {
        var fault = more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject(); // an anonymous object gives an object
        fault["kind"] = kind;
        return ControlAsync("faults", new[] { fault });
    }

    public async Task<List<JsonNode>> LedgerAsync(string query = "")
    {
        var text = await Client.GetStringAsync($"/_control/ledger{query}", Cancellation);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]; // a line holds an object
    }

    public async Task<JsonNode> StatsAsync() => JsonNode.Parse(await Client.GetStringAsync("/_control/stats", Cancellation))!; // an object

    /// <summary>Address of the recording of the newest call.</summary>
    public async Task<string> MediaUrlAsync()
    {
        var answer = await PostJsonAsync("/gong/v2/calls/extensive", """{"filter":{},"contentSelector":{"exposedFields":{"media":true}}}""");
        return (string)answer["calls"]!.AsArray()[^1]!["media"]!["audioUrl"]!; // every call of this world has a recording
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!; // an answer is an object
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? key)
    {
        var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = key switch
        {
            null => null,
            _ when key.StartsWith("Bearer ", StringComparison.Ordinal) => new AuthenticationHeaderValue("Bearer", key[7..]),
            _ => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key))),
        };
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }
}
