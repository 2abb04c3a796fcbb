using System.Text.Json;
using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Infrastructure;
using Npgsql;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>A fault is ours to read and the caller's to name.</summary>
public sealed class FaultTests(PostgresFixture postgres)
{
    private const string Secret = "not-for-any-log-4711";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reference_of_a_fault_is_found_in_the_log_and_nothing_that_was_sent_is()
    {
        await using var source = await SandboxDriver.StartAsync(1, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);
        using var api = new ApiClient(node.Address, await cluster.CreateTokenAsync(WorkspaceRole.Admin, "read,credentials", Cancellation));
        await using (var database = NpgsqlDataSource.Create(cluster.ConnectionString))
        {
            await database.CreateCommand("ALTER TABLE engagements RENAME COLUMN title TO heading").ExecuteNonQueryAsync(Cancellation);
        }

        var answer = await api.TextAsync("query($s: String) { engagements(search: $s) { nodes { id } } }", new { s = Secret }, Cancellation);
        await api.TextAsync("mutation($k: String!) { createImportCredential(platform: GONG, apiKey: $k) { credential { id } } }", new { k = Secret }, Cancellation);

        var error = JsonSerializer.Deserialize<JsonElement>(answer).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("INTERNAL", error.GetProperty("code").GetString());
        Assert.Contains($"\"reference\":\"{error.GetProperty("reference").GetString()}\"", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer + node.Output, StringComparison.Ordinal);
    }
}
