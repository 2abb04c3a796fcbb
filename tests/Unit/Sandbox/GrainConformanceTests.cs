using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Every answer of every operation is as grain.openapi.json describes it, also where the adapter never asks.</summary>
public sealed class GrainConformanceTests
{
    private const string Api = "/_/public-api/v2";
    private const string Token = "/_/public-api/oauth2/token";
    private const string Callback = "http://127.0.0.1:8080/oauth/callback/grain";

    private static readonly OpenApiDescription Description = OpenApiDescription.Read("grain.openapi.json");

    private static readonly (string Method, string Address, string Body)[] Operations =
    [
        ("POST", "/recordings", """{"include":{"participants":true,"ai_summary":true}}"""), ("POST", "/recordings/ID", """{"include":{"participants":true}}"""),
        ("GET", "/recordings/ID/transcript", ""), ("GET", "/recordings/ID/download", ""), ("POST", "/teams", "{}"), ("POST", "/users", "{}"),
        ("POST", "/meeting_types", "{}"),
    ];

    [Theory]
    [InlineData("SANDBOX-GRAIN-FULL", "", null)]
    [InlineData("SANDBOX-GRAIN-FULL", "null_fields", null)]
    [InlineData("SANDBOX-GRAIN-REVOKED", "", 401)]
    [InlineData("SANDBOX-GRAIN-FULL", "429", 429)]
    public async Task Every_operation_answers_as_described(string token, string fault, int? expected)
    {
        await using var sandbox = await StartAsync();
        if (fault.Length > 0)
        {
            await sandbox.FaultAsync(fault, new { percent = 100, vendor = "grain" });
        }

        var known = (await sandbox.LedgerAsync("?vendor=grain&hashes=false"))[0]["callId"]!.ToString(); // every entry has an id
        foreach (var (method, address, body) in Operations)
        {
            var target = Api + address.Replace("ID", known, StringComparison.Ordinal);
            using var response = await SendAsync(sandbox, method, target, body, token);

            // 429 of the lists of the workspace is described, 401 of all.
            Assert.Empty(await Description.ProblemsAsync(method.ToLowerInvariant(), Description.PathOf(target) ?? target, response));
            Assert.Equal(expected ?? (address.EndsWith("download", StringComparison.Ordinal) ? 302 : 200), (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("""{"cursor":null,"filter":{"before":"2026-01-01"}}""")]
    [InlineData("""{"filter":{"after_datetime":"yesterday"}}""")]
    [InlineData("""{"cursor":"made-up"}""")]
    [InlineData("{not json")]
    public async Task A_request_that_makes_no_sense_is_refused_as_described(string body)
    {
        await using var sandbox = await StartAsync();

        using var response = await SendAsync(sandbox, "POST", $"{Api}/recordings", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("post", $"{Api}/recordings", response));
    }

    [Fact]
    public async Task Without_its_version_nothing_is_answered_and_elsewhere_is_nothing()
    {
        await using var sandbox = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/grain{Api}/teams");
        request.Headers.Add("Authorization", "Bearer SANDBOX-GRAIN-FULL");

        using var unversioned = await sandbox.Client.SendAsync(request, SandboxHost.Cancellation);
        using var elsewhere = await SendAsync(sandbox, "GET", "/v2/users", "");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (unversioned.StatusCode, elsewhere.StatusCode));
    }

    [Fact]
    public async Task Filters_can_do_what_the_page_says_instead_of_their_names()
    {
        await using var sandbox = await SandboxHost.StartAsync(all: options => (options.Grain.ReversedDateFilters, options.Grain.PageSize) = (true, 1000));
        var middle = (await sandbox.LedgerAsync("?vendor=grain&hashes=false"))[10]["startedAt"]!.ToString(); // every entry has a start

        var page = await ReadAsync(await SendAsync(sandbox, "POST", $"{Api}/recordings", $$$"""{"filter":{"after_datetime":"{{{middle}}}"}}"""));

        Assert.All(page["recordings"]!.AsArray(), recording => // a list
            Assert.True(string.CompareOrdinal((string?)recording?["start_datetime"], middle) < 0));
    }

    [Fact]
    public async Task A_sign_in_needs_its_proof_and_its_tokens_refresh_once()
    {
        await using var sandbox = await StartAsync();
        const string Verifier = "a-verifier-that-is-long-enough-for-the-rule-of-43-characters";
        var unproved = await CodeAsync(sandbox, Verifier);
        var proved = await CodeAsync(sandbox, Verifier);

        var refused = await TokenAsync(sandbox, new { grant_type = "authorization_code", code = unproved, code_verifier = "another" });
        var first = await ReadAsync(await TokenAsync(sandbox, new { grant_type = "authorization_code", code = proved, code_verifier = Verifier }));
        var second = await TokenAsync(sandbox, new { grant_type = "refresh_token", refresh_token = $"{first["refresh_token"]}" });
        var used = await TokenAsync(sandbox, new { grant_type = "refresh_token", refresh_token = $"{first["refresh_token"]}" });

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest), (refused.StatusCode, second.StatusCode, used.StatusCode));
        Assert.Empty(await Description.ProblemsAsync("post", Token, second));
        var listed = await SendAsync(sandbox, "POST", $"{Api}/recordings", "{}", $"{(await ReadAsync(second))["access_token"]}");
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);
    }

    private static Task<SandboxHost> StartAsync() => SandboxHost.StartAsync(all: options => options.Grain.RequestsPerMinute = 0);

    private static async Task<HttpResponseMessage> SendAsync(
        SandboxHost sandbox, string method, string address, string body, string token = "SANDBOX-GRAIN-FULL")
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/grain{address}");
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Public-Api-Version", "2025-10-31");
        request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await sandbox.Client.SendAsync(request, SandboxHost.Cancellation);
    }

    private static async Task<string> CodeAsync(SandboxHost sandbox, string verifier)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "sandbox-client",
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["user"] = "admin",
            ["decision"] = "allow",
            ["code_challenge"] = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        });
        using var allowed = await sandbox.Client.PostAsync("/grain/_/public-api/oauth2/authorize", form, SandboxHost.Cancellation);
        return System.Web.HttpUtility.ParseQueryString(allowed.Headers.Location?.Query ?? "")["code"] ?? "";
    }

    private static async Task<HttpResponseMessage> TokenAsync(SandboxHost sandbox, object fields)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(fields)!.AsObject(); // an anonymous object gives an object
        (body["client_id"], body["client_secret"]) = ("sandbox-client", "sandbox-client-secret");
        return await sandbox.Client.PostAsJsonAsync($"/grain{Token}", body, SandboxHost.Cancellation);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonNode>(SandboxHost.Cancellation) ?? throw new InvalidOperationException("There is no answer.");
}
