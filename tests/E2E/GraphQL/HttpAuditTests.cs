using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>GraphQL over HTTP, judged by the audits that servers of all languages are judged by.</summary>
public sealed class HttpAuditTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_audit_of_the_reference_client_is_ok()
    {
        await using var source = await SandboxDriver.StartAsync(1, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);
        var url = new Uri(node.Address, "/graphql").ToString();
        var token = await cluster.CreateTokenAsync(WorkspaceRole.Member, "read", Cancellation);

        var known = await NodeClient.RunAsync("audit.mjs", [url, token], Cancellation);

        Assert.Equal("[]", known.GetProperty("others").GetRawText());
        Assert.True(known.GetProperty("ok").GetInt32() >= 60);
    }
}
