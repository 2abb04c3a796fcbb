using System.Text.Json;
using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>Programs repeat what they got no answer to.</summary>
public sealed class IdempotencyTests(PostgresFixture postgres)
{
    private const int AtOnce = 50;

    private const string Connect = "mutation($k: String!, $l: String) { createImportCredential(platform: GONG, apiKey: $k, label: $l) { credential { id } } }";

    private const string Start = "mutation($c: ID!, $from: DateTime) { startImportJob(credentialId: $c, jobType: HISTORICAL, dateRangeStart: $from) { job { id } } }";

    private static readonly string Key = $"{SandboxDriver.AccessKey}:{SandboxDriver.AccessKeySecret}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_equal_requests_at_once_over_two_nodes_make_one_thing_and_other_arguments_are_a_conflict()
    {
        await using var source = await SandboxDriver.StartAsync(1, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        cluster.Configuration["GraphQL:MaxOutboundPerMinute"] = "1000";
        await using var one = await cluster.StartNodeAsync(Cancellation);
        await using var two = await cluster.StartNodeAsync(Cancellation);
        var token = await cluster.CreateTokenAsync(WorkspaceRole.Admin, "import,credentials", Cancellation);
        using var first = new ApiClient(one.Address, token);
        using var second = new ApiClient(two.Address, token);

        var connected = await AtOnceAsync(5, index => (index % 2 == 0 ? first : second).TextAsync(Connect, new { k = Key, l = "main" }, Cancellation, "connect-1"));
        Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM import_credentials", Cancellation));
        Assert.Contains("CONFLICT", await first.TextAsync(Connect, new { k = Key, l = "another" }, Cancellation, "connect-1"), StringComparison.Ordinal);

        var credential = JsonSerializer.Deserialize<JsonElement>(connected)
            .GetProperty("data").GetProperty("createImportCredential").GetProperty("credential").GetProperty("id").GetString();
        await AtOnceAsync(AtOnce, index => (index % 2 == 0 ? first : second).TextAsync(Start, new { c = credential }, Cancellation, "start-1"));
        Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM import_jobs", Cancellation));
        Assert.Contains(
            "CONFLICT", await second.TextAsync(Start, new { c = credential, from = "2020-01-01T00:00:00Z" }, Cancellation, "start-1"), StringComparison.Ordinal);
    }

    /// <returns>the one answer that all got</returns>
    private static async Task<string> AtOnceAsync(int count, Func<int, Task<string>> ask)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(ask));
        var answer = Assert.Single(answers.Distinct());
        Assert.DoesNotContain("errors", answer, StringComparison.Ordinal);
        return answer;
    }
}
