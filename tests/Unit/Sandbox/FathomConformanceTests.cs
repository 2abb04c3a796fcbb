using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Every answer of every operation is as fathom.openapi.json describes it, also where the adapter never asks.</summary>
public sealed class FathomConformanceTests
{
    private const string Callback = "http://127.0.0.1:8080/oauth/callback/fathom";

    private static readonly OpenApiDescription Description = OpenApiDescription.Read("fathom.openapi.json");

    private static readonly (string Method, string Address)[] Operations =
    [
        ("GET", "/meetings?include_transcript=true&include_summary=true"), ("GET", "/recordings/100000003/transcript"),
        ("GET", "/recordings/100000003/summary"), ("GET", "/recordings/100000003/transcript?destination_url=https://calls.example/here"),
        ("POST", "/recordings/100000003/download"), ("GET", "/teams"), ("GET", "/meeting_types"),
    ];

    [Theory]
    [InlineData("SANDBOX-FATHOM-FULL", "")]
    [InlineData("SANDBOX-FATHOM-FULL", "null_fields")]
    [InlineData("SANDBOX-FATHOM-FULL", "missing_parties")]
    [InlineData("SANDBOX-FATHOM-REVOKED", "")]
    [InlineData("SANDBOX-FATHOM-FULL", "429")]
    public async Task Every_operation_answers_as_described(string key, string fault)
    {
        await using var sandbox = await StartAsync();
        if (fault.Length > 0)
        {
            await sandbox.FaultAsync(fault, new { percent = 100, vendor = "fathom" });
        }

        foreach (var (method, address) in Operations)
        {
            using var response = await SendAsync(sandbox, method, address, key);

            var path = Description.PathOf(address.Split('?')[0]) ?? address;
            Assert.Empty(await Description.ProblemsAsync(method.ToLowerInvariant(), path, response));
            Assert.Equal(key.EndsWith("REVOKED", StringComparison.Ordinal), response.StatusCode == HttpStatusCode.Unauthorized);
            Assert.Equal(fault == "429", response.StatusCode == HttpStatusCode.TooManyRequests);
        }
    }

    [Fact]
    public async Task What_is_not_described_is_noticed()
    {
        await using var sandbox = await StartAsync();
        using var traffic = new DescribedTraffic(Description, "/fathom", "/fathom");
        using var client = new HttpClient(traffic) { BaseAddress = sandbox.Client.BaseAddress };

        using var answer = await client.GetAsync("/fathom/meetings?page=2", SandboxHost.Cancellation);

        Assert.Contains("page", Assert.Single(traffic.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_are_prepared_and_belong_to_who_had_them_prepared()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await StartAsync(time);

        var order = await ReadAsync(await SendAsync(sandbox, "POST", "/recordings/100000003/download"));
        var address = $"/recordings/100000003/downloads/{order["download_id"]}";
        time.Advance(TimeSpan.FromSeconds(30));
        var ready = await ReadAsync(await SendAsync(sandbox, "GET", address));
        var foreign = await SendAsync(sandbox, "GET", address, "SANDBOX-FATHOM-NODOWNLOAD");
        var again = await ReadAsync(await SendAsync(sandbox, "POST", "/recordings/100000003/download"));
        time.Advance(TimeSpan.FromDays(1));
        var late = await ReadAsync(await SendAsync(sandbox, "GET", address));

        Assert.Equal(("processing", "completed", "completed", "expired"), (Text(order), Text(ready), Text(again), Text(late)));
        Assert.NotEqual((string?)order["download_id"], (string?)again["download_id"]);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Each_of_three_limits_is_kept_and_two_count_against_the_first()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await StartAsync(time);
        await sandbox.ControlAsync("fathom/limits", new { requestsPerMinute = 4, heavyPerMinute = 2, downloadsPerMinute = 1 });

        var answers = new List<int>();
        foreach (var (method, address) in new[]
        {
            ("GET", "/recordings/100000003/transcript"), ("GET", "/recordings/100000003/summary"), ("GET", "/recordings/100000003/transcript"),
            ("GET", "/meetings"), ("GET", "/meetings"),
        })
        {
            answers.Add((int)(await SendAsync(sandbox, method, address)).StatusCode);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        answers.Add((int)(await SendAsync(sandbox, "GET", "/meetings")).StatusCode);

        Assert.Equal([200, 200, 429, 200, 429, 200], answers);
    }

    [Fact]
    public async Task A_sign_in_gives_tokens_of_which_each_refreshes_once()
    {
        await using var sandbox = await StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "sandbox-client",
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["scope"] = "public_api",
            ["state"] = "s",
            ["user"] = "admin",
            ["decision"] = "allow",
        });
        using var allowed = await sandbox.Client.PostAsync("/fathom/external/v1/oauth2/authorize", form, SandboxHost.Cancellation);
        var code = System.Web.HttpUtility.ParseQueryString(allowed.Headers.Location?.Query ?? "")["code"] ?? "";

        var first = await ReadAsync(await TokenAsync(sandbox, "authorization_code", ("code", code), ("redirect_uri", Callback)));
        var second = await ReadAsync(await TokenAsync(sandbox, "refresh_token", ("refresh_token", $"{first["refresh_token"]}")));
        var used = await TokenAsync(sandbox, "refresh_token", ("refresh_token", $"{first["refresh_token"]}"));
        var listed = await SendAsync(sandbox, "GET", "/meetings", $"Bearer {second["access_token"]}");
        var heavy = await SendAsync(sandbox, "GET", "/meetings?include_transcript=true", $"Bearer {second["access_token"]}");

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest), (used.StatusCode, listed.StatusCode, heavy.StatusCode));
    }

    private static Task<SandboxHost> StartAsync(TimeProvider? time = null) => SandboxHost.StartAsync(time: time, all: options =>
        (options.Fathom.RequestsPerMinute, options.Fathom.HeavyPerMinute, options.Fathom.DownloadsPerMinute) = (0, 0, 0));

    private static async Task<HttpResponseMessage> SendAsync(SandboxHost sandbox, string method, string address, string key = "SANDBOX-FATHOM-FULL")
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/fathom{address}");
        request.Headers.Add(key.StartsWith("Bearer ", StringComparison.Ordinal) ? "Authorization" : "X-Api-Key", key);
        return await sandbox.Client.SendAsync(request, SandboxHost.Cancellation);
    }

    private static async Task<HttpResponseMessage> TokenAsync(SandboxHost sandbox, string grant, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [new("grant_type", grant), new("client_id", "sandbox-client"), new("client_secret", "sandbox-client-secret"),
             .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        return await sandbox.Client.PostAsync("/fathom/external/v1/oauth2/token", form, SandboxHost.Cancellation);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonNode>(SandboxHost.Cancellation) ?? throw new InvalidOperationException("There is no answer.");

    private static string? Text(JsonNode download) => (string?)download["status"];
}
