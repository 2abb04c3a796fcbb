using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>A platform that allows ten requests a minute and five tokens, and locks out for a minute whoever asks for more.</summary>
public sealed class ScarceRequestsTests(PostgresFixture postgres)
{
    private const int Calls = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connecting_looking_and_starting_at_once_is_refused_by_nobody()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, 20_000, requestsPerSecond: 0, Cancellation);
        await source.SetAsync("ringcentral/limits", new { heavyPerMinute = 10, lightPerMinute = 50, authPerMinute = 5 }, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);
        using var api = new ApiClient(node.Address, await cluster.CreateTokenAsync(WorkspaceRole.Admin, "read,import,credentials", Cancellation));

        var credential = (await api.AskAsync(
            "mutation { createImportCredential(platform: RINGCENTRAL, apiKey: \"SANDBOX-RINGCENTRAL-FULL\") { credential { id } } }", null, Cancellation))
            .GetProperty("createImportCredential").GetProperty("credential").GetProperty("id").GetString();
        var preview = await api.AskAsync("query($c: ID!) { importPreview(credentialId: $c) { callCount } }", new { c = credential }, Cancellation);
        Assert.Equal(Calls, preview.GetProperty("importPreview").GetProperty("callCount").GetInt32());
        var job = (await api.AskAsync(
            "mutation($c: ID!) { startImportJob(credentialId: $c, jobType: HISTORICAL) { job { id } } }", new { c = credential }, Cancellation))
            .GetProperty("startImportJob").GetProperty("job").GetProperty("id").GetGuid();

        var listed = await cluster.WaitUntilAsync(job, state => state.FoundCalls == Calls, TimeSpan.FromMinutes(1), Cancellation);
        Assert.Null(listed.LastError);
        Assert.DoesNotContain((await source.StatsAsync(Cancellation)).GetProperty("requests").EnumerateArray(), request => request.GetProperty("status").GetInt32() == 429);
    }
}
