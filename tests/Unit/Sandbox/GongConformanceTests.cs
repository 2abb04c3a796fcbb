using System.Net;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Every answer of every operation is as gong.openapi.json describes it.</summary>
public sealed class GongConformanceTests
{
    private const string Window = "fromDateTime=2026-01-01T00:00:00Z&toDateTime=2026-12-01T00:00:00-05:00";
    private const string Everything = """
        {"filter":{},"contentSelector":{"context":"Extended","exposedFields":{"parties":true,"media":true,
        "content":{"topics":true,"brief":true},"interaction":{"speakers":true,"questions":true}}}}
        """;

    private static readonly OpenApiDescription Description = OpenApiDescription.Read("gong.openapi.json");

    private static readonly (string Path, string Address, string? Body)[] Operations =
    [
        ("/v2/calls", $"/gong/v2/calls?{Window}", null),
        ("/v2/calls/{id}", "/gong/v2/calls/ID", null),
        ("/v2/calls/extensive", "/gong/v2/calls/extensive", Everything),
        ("/v2/calls/transcript", "/gong/v2/calls/transcript", """{"cursor":null,"filter":{}}"""),
        ("/v2/users", "/gong/v2/users", null),
        ("/v2/workspaces", "/gong/v2/workspaces", null),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_operation_answers_as_described(bool explicitNulls)
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => (gong.Calls, gong.ExplicitNulls) = (120, explicitNulls));

        await CheckAllAsync(sandbox, SandboxHost.FullKey, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_with_everything_missing_are_still_as_described()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.ControlAsync("faults", new[]
        {
            new { kind = "null_fields", percent = 100 }, new { kind = "missing_media", percent = 100 },
        });

        await CheckAllAsync(sandbox, SandboxHost.FullKey, HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("wrong:key", HttpStatusCode.Unauthorized)]
    [InlineData("SANDBOX-GONG-FULL:wrong", HttpStatusCode.Unauthorized)]
    [InlineData("SANDBOX-GONG-REVOKED:revoked-secret", HttpStatusCode.Unauthorized)]
    [InlineData("SANDBOX-GONG-BLOCKED:blocked-secret", HttpStatusCode.Forbidden)]
    [InlineData("Bearer nonsense", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task A_key_that_is_refused_is_refused_as_described(string? key, HttpStatusCode expected)
    {
        await using var sandbox = await SandboxHost.StartAsync();

        await CheckAllAsync(sandbox, key, expected);
    }

    [Theory]
    [InlineData("429", HttpStatusCode.TooManyRequests)]
    [InlineData("500", HttpStatusCode.InternalServerError)]
    public async Task A_failure_is_as_described(string kind, HttpStatusCode expected)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.FaultAsync(kind, new { percent = 100 });

        await CheckAllAsync(sandbox, SandboxHost.FullKey, expected);
    }

    [Fact]
    public async Task A_key_that_may_not_see_calls_gets_the_answer_of_an_empty_window()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var window = "/gong/v2/calls?fromDateTime=2020-01-01T00:00:00Z&toDateTime=2020-02-01T00:00:00Z";

        var empty = await sandbox.GetAsync(window);
        var blind = await sandbox.GetAsync($"/gong/v2/calls?{Window}", "SANDBOX-GONG-NOCALLS:no-calls-secret");

        Assert.Equal(HttpStatusCode.NotFound, empty.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, blind.StatusCode);
        const string Said = "No calls found corresponding to the provided filters";
        Assert.Contains(Said, await empty.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
        Assert.Contains(Said, await blind.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
        Assert.Empty(await Description.ProblemsAsync("get", "/v2/calls", empty));
    }

    [Theory]
    [InlineData("/v2/calls", "/gong/v2/calls", null, "must not be null")]
    [InlineData("/v2/calls", "/gong/v2/calls?fromDateTime=yesterday&toDateTime=2026-01-01", null, "not a date and time")]
    [InlineData("/v2/calls/{id}", "/gong/v2/calls/abc", null, "not a number")]
    [InlineData("/v2/calls/extensive", "/gong/v2/calls/extensive", "{}", "filter: must not be null")]
    [InlineData("/v2/calls/extensive", "/gong/v2/calls/extensive", "{not json", "JSON")]
    [InlineData("/v2/calls/extensive", "/gong/v2/calls/extensive", """{"filter":{"callIds":[]}}""", "must not be empty")]
    [InlineData("/v2/calls/transcript", "/gong/v2/calls/transcript", """{"filter":{"callIds":[]}}""", "must not be empty")]
    [InlineData("/v2/calls/extensive", "/gong/v2/calls/extensive", """{"filter":{},"cursor":"made.up.cursor"}""", "verify cursor")]
    public async Task A_request_that_makes_no_sense_is_refused_as_described(string path, string address, string? body, string said)
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var response = body is null ? await sandbox.GetAsync(address) : await sandbox.PostAsync(address, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(said, await response.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
        Assert.Empty(await Description.ProblemsAsync(body is null ? "get" : "post", path, response));
    }

    private static async Task CheckAllAsync(SandboxHost sandbox, string? key, HttpStatusCode expected)
    {
        var known = (await sandbox.LedgerAsync("?hashes=false"))[0]["callId"]!.ToString(); // every entry has an id
        foreach (var (path, address, body) in Operations)
        {
            var target = address.Replace("ID", known, StringComparison.Ordinal);
            using var response = body is null ? await sandbox.GetAsync(target, key) : await sandbox.PostAsync(target, body, key);

            Assert.Equal(expected, response.StatusCode);
            Assert.Empty(await Description.ProblemsAsync(body is null ? "get" : "post", path, response));
            var answer = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(SandboxHost.Cancellation));
            Assert.Equal(response.Headers.GetValues("x-traceid").Single(), (string?)answer?["requestId"]);
        }
    }
}
