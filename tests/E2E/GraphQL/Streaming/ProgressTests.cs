using System.Text.Json;
using CallImport.Domain.Workspaces;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL.Streaming;

/// <summary>Programs follow an import with the reference clients, at whichever node they happen to be.</summary>
public sealed class ProgressTests(ApiNodes nodes, PostgresFixture postgres) : IClassFixture<ApiNodes>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task An_import_is_followed_from_its_state_to_its_end(string transport)
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var job = await nodes.StartImportAsync(Cancelled);

        var states = await FollowAsync(transport, nodes.Second, member.Token, job.Id);

        Assert.Equal(job.Id.ToString(), states[0].GetProperty("id").GetString());
        AssertGrowsToTheEnd(states);
        AssertAtMostFourASecond(states);
        Assert.Equal(states.Count, states.Select(state => Without(state, "at")).Distinct().Count());
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task An_import_that_has_ended_is_told_once(string transport)
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var job = await nodes.StartImportAsync(Cancelled);
        await nodes.Cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromMinutes(2), Cancelled);

        var states = await FollowAsync(transport, nodes.First, member.Token, job.Id);

        Assert.Equal("COMPLETED", Assert.Single(states).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task A_foreign_job_is_answered_like_one_that_does_not_exist(string transport)
    {
        var job = await nodes.StartImportAsync(Cancelled);
        var elsewhere = await nodes.Cluster.CreateWorkspaceAsync($"Elsewhere {transport}", Cancelled);
        var stranger = await nodes.Cluster.CreateTokenAsync(elsewhere.Id, WorkspaceRole.Owner, "read,import,credentials,admin", Cancelled);

        var foreign = await FollowAsync(transport, nodes.First, stranger, job.Id);
        var unknown = await FollowAsync(transport, nodes.First, stranger, Guid.NewGuid());

        Assert.Equal("NOT_FOUND", Assert.Single(foreign).GetProperty("code").GetString());
        Assert.Equal(Without(Assert.Single(unknown), "at"), Without(foreign[0], "at"));
    }

    [Fact]
    public async Task When_the_working_node_dies_the_others_subscribers_still_hear_the_end()
    {
        await using var source = await SandboxDriver.StartAsync(calls: 20, recordingBytes: 200_000, requestsPerSecond: 10, Cancelled);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancelled);
        await using var worker = await cluster.StartNodeAsync(Cancelled);
        var token = await cluster.CreateTokenAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancelled), Cancelled);
        await using var other = await cluster.StartNodeAsync(Cancelled);
        var following = FollowAsync("ws", other, token, job.Id);
        await cluster.WaitUntilAsync(job.Id, row => row.ProcessedCalls > 2, TimeSpan.FromMinutes(1), Cancelled);

        await worker.KillAsync();

        AssertGrowsToTheEnd(await following);
    }

    private static async Task<List<JsonElement>> FollowAsync(string transport, AppProcess node, string token, Guid jobId) =>
        [.. (await NodeClient.RunAsync("progress.mjs", [transport, new Uri(node.Address, "/graphql").ToString(), token, jobId.ToString()], Cancelled)).EnumerateArray()];

    private static void AssertGrowsToTheEnd(List<JsonElement> states)
    {
        var done = states.ConvertAll(state => state.GetProperty("processedCalls").GetInt32() + state.GetProperty("failedCalls").GetInt32());
        Assert.Equal(done.Order(), done);
        Assert.Equal("COMPLETED", states[^1].GetProperty("status").GetString());
        Assert.DoesNotContain(states.SkipLast(1), state => state.GetProperty("status").GetString() == "COMPLETED");
        Assert.Equal(states[^1].GetProperty("totalCalls").GetInt32(), done[^1]);
    }

    /// <summary>A busy machine may bunch some at the reader; over the whole import the rate holds.</summary>
    private static void AssertAtMostFourASecond(List<JsonElement> states)
    {
        var seconds = (states[^1].GetProperty("at").GetInt32() - states[0].GetProperty("at").GetInt32()) / 1000.0;
        Assert.InRange(states.Count, 1, 2 + (4 * seconds));
    }

    private static string Without(JsonElement state, string name) =>
        JsonSerializer.Serialize(state.EnumerateObject().Where(field => field.Name != name).ToDictionary(field => field.Name, field => field.Value));
}
