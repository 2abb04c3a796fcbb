using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL.Streaming;

/// <summary>Whoever loses a right loses it everywhere within five seconds: at every node, in requests, sockets and streams that are open.</summary>
public sealed class RevocationTests(ApiNodes nodes) : IClassFixture<ApiNodes>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_revoked_token_closes_its_sockets_with_4401_at_both_nodes()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var first = await SubscribedAsync(nodes.First, member);
        using var second = await SubscribedAsync(nodes.Second, member);

        var watch = Stopwatch.StartNew();
        await nodes.RevokeAsync(member, Cancelled);

        Assert.Equal([4401, 4401], await Task.WhenAll(first.UntilClosedAsync(Cancelled), second.UntilClosedAsync(Cancelled)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
    }

    [Fact]
    public async Task A_removed_member_loses_the_socket()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Admin, "read,admin", Cancelled);
        using var socket = await SubscribedAsync(nodes.Second, member);

        var watch = Stopwatch.StartNew();
        await nodes.RemoveAsync(member, Cancelled);

        Assert.Equal(4401, await socket.UntilClosedAsync(Cancelled));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
    }

    [Fact]
    public async Task Another_role_closes_the_socket_with_4403_so_that_the_client_comes_back_with_it()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Admin, "read,import", Cancelled);
        using var socket = await SubscribedAsync(nodes.Second, member);

        var watch = Stopwatch.StartNew();
        await nodes.ChangeRoleAsync(member, WorkspaceRole.Viewer, Cancelled);

        Assert.Equal(4403, await socket.UntilClosedAsync(Cancelled));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        using var again = await SubscribedAsync(nodes.Second, member);
    }

    [Fact]
    public async Task A_revoked_token_ends_its_event_streams_with_a_word()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var job = await nodes.StartImportAsync(Cancelled);
        await nodes.Cluster.Verb<PauseImport>().ExecuteAsync(nodes.Cluster.Actor, job.Id, Cancelled);
        using var client = new HttpClient();
        using var request = Request(nodes.Second, member.Token, $"subscription {{ importJobProgress(jobId: \"{job.Id}\") {{ id }} }}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancelled));

        var watch = Stopwatch.StartNew();
        await nodes.RevokeAsync(member, Cancelled);
        var rest = await lines.ReadToEndAsync(Cancelled);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        Assert.Contains("UNAUTHENTICATED", rest, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata: \n\n", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_every_node_and_every_door()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        string[] doors = ["/graphql?query=%7Bimports%3A%20importJobs%7Bid%7D%7D", $"/recordings/{Guid.NewGuid()}", $"/export/jobs/{Guid.NewGuid()}.csv"];
        foreach (var door in doors)
        {
            Assert.NotEqual(HttpStatusCode.Unauthorized, (await GetAsync(nodes.First, door, member.Token)).Status);
            Assert.NotEqual(HttpStatusCode.Unauthorized, (await GetAsync(nodes.Second, door, member.Token)).Status);
        }

        await nodes.RevokeAsync(member, Cancelled);
        await Task.Delay(Promised, TimeProvider.System, Cancelled);

        foreach (var door in doors)
        {
            foreach (var node in (AppProcess[])[nodes.First, nodes.Second])
            {
                var (status, challenge, body) = await GetAsync(node, door, member.Token);
                Assert.Equal(HttpStatusCode.Unauthorized, status);
                Assert.StartsWith("Bearer", challenge, StringComparison.Ordinal);
                Assert.Contains("UNAUTHENTICATED", body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_expired_token_is_refused_the_moment_it_expires()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled, TimeProvider.System.GetUtcNow().AddSeconds(3));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(nodes.First, $"/recordings/{Guid.NewGuid()}", member.Token)).Status);

        await Task.Delay(TimeSpan.FromSeconds(3.5), TimeProvider.System, Cancelled);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(nodes.First, $"/recordings/{Guid.NewGuid()}", member.Token)).Status);
    }

    [Fact]
    public async Task A_token_without_the_scope_read_reads_nothing()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Owner, "import", Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(nodes.First, $"/recordings/{Guid.NewGuid()}", member.Token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(nodes.First, $"/export/jobs/{Guid.NewGuid()}.csv", member.Token)).Status);
    }

    [Fact]
    public async Task The_last_use_is_written_down_without_the_request_waiting_for_it()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        await GetAsync(nodes.First, $"/recordings/{Guid.NewGuid()}", member.Token);

        var used = 0L;
        for (var look = 0; look < 50 && used == 0; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
            used = await nodes.Cluster.CountAsync($"SELECT count(*) FROM api_tokens WHERE id = '{member.TokenId}' AND last_used_at > now() - interval '1 minute'", Cancelled);
        }

        Assert.Equal(1, used);
    }

    private async Task<ApiSocket> SubscribedAsync(AppProcess node, ApiMember member)
    {
        var job = await nodes.StartImportAsync(Cancelled);
        await nodes.Cluster.Verb<PauseImport>().ExecuteAsync(nodes.Cluster.Actor, job.Id, Cancelled);
        var socket = await ApiSocket.EnterAsync(node, member.Token, Cancelled);
        await socket.SubscribeAsync("1", $"subscription {{ importJobProgress(jobId: \"{job.Id}\") {{ id status }} }}", Cancelled);
        Assert.Equal("next", (await socket.NextAsync(Cancelled)).GetProperty("type").GetString());
        return socket;
    }

    private static HttpRequestMessage Request(AppProcess node, string token, string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "/graphql")) { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static async Task<(HttpStatusCode Status, string? Challenge, string Body)> GetAsync(AppProcess node, string path, string token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, Cancelled);
        return (answer.StatusCode, answer.Headers.WwwAuthenticate.FirstOrDefault()?.ToString(), await answer.Content.ReadAsStringAsync(Cancelled));
    }
}
