using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Imports;
using CallImport.Tests.E2E.Hosting;

namespace CallImport.Tests.E2E.GraphQL.Streaming;

/// <summary>Who gets a connection, what many of them cost, and how they end.</summary>
public sealed class ConnectionTests(ApiNodes nodes) : IClassFixture<ApiNodes>
{
    private const int Subscribers = 100;
    private const int Changes = 8;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sessions_cookie_opens_a_socket_for_our_own_origin_only()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var browser = new FormBrowser();
        await browser.SignInAsync(nodes.First.Address, member.Email, member.Password, "/", Cancelled);

        using var own = await OpenAsync(browser, nodes.First.Address.GetLeftPart(UriPartial.Authority));
        await own.SendAsync(new { type = "connection_init" }, Cancelled);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => OpenAsync(browser, "https://elsewhere.test"));

        Assert.Equal("connection_ack", (await own.NextAsync(Cancelled)).GetProperty("type").GetString());
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_out_session_loses_its_socket()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var browser = new FormBrowser();
        await browser.SignInAsync(nodes.First.Address, member.Email, member.Password, "/", Cancelled);
        using var socket = await OpenAsync(browser, nodes.First.Address.GetLeftPart(UriPartial.Authority));
        await socket.SendAsync(new { type = "connection_init" }, Cancelled);
        await socket.NextAsync(Cancelled);

        var watch = Stopwatch.StartNew();
        await browser.PostAsync(nodes.First.Address, "/logout", [], Cancelled);

        Assert.Equal(4401, await socket.UntilClosedAsync(Cancelled));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_sessions_cookie_alone_sends_nothing_from_elsewhere_and_nothing_that_a_form_could_send()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var browser = new FormBrowser();
        await browser.SignInAsync(nodes.First.Address, member.Email, member.Password, "/", Cancelled);
        var own = nodes.First.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(browser, own, "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync(browser, own, "text/plain"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, "https://elsewhere.test", "application/json"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(browser, own, "application/json", site: "cross-site"));
    }

    [Fact]
    public async Task However_many_follow_an_import_its_row_is_read_once_for_each_change()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var job = await nodes.StartImportAsync(Cancelled);
        await nodes.Cluster.Verb<PauseImport>().ExecuteAsync(nodes.Cluster.Actor, job.Id, Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancelled);
        using var socket = await ApiSocket.EnterAsync(nodes.Second, member.Token, Cancelled);
        for (var id = 0; id < Subscribers; id++)
        {
            await socket.SubscribeAsync($"{id}", $"subscription {{ importJobProgress(jobId: \"{job.Id}\") {{ lastError }} }}", Cancelled);
        }

        for (var id = 0; id < Subscribers; id++)
        {
            await socket.NextAsync(Cancelled);
        }

        var before = await ReadsAsync();
        var heard = UntilAllHearAsync(socket, $"change {Changes}");
        for (var change = 1; change <= Changes; change++)
        {
            await ChangeAsync(job.Id, $"change {change}");
            await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System, Cancelled);
        }

        await heard;

        // Statistics are told now and then only; two nodes that look after imports every second read the row too.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancelled);
        Assert.InRange(await ReadsAsync() - before, Changes, Changes * Subscribers / 4);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_dropped_and_costs_nobody_else_anything()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var idle = await ApiSocket.EnterAsync(nodes.First, member.Token, Cancelled);
        var everything = "{ " + string.Join(' ', Enumerable.Range(0, 20).Select(copy => $"p{copy}: importPlatforms {{ platform displayName }}")) + " }";
        var dropped = false;
        var watch = Stopwatch.StartNew();
        for (var id = 0; watch.Elapsed < TimeSpan.FromSeconds(60) && !dropped; id++)
        {
            try
            {
                await idle.SubscribeAsync($"{id}", everything, Cancelled);
            }
            catch (WebSocketException)
            {
                dropped = true;
            }
        }

        Assert.True(dropped, "The server still listens to a client that never reads.");
        using var other = await ApiSocket.EnterAsync(nodes.First, member.Token, Cancelled);
    }

    [Fact]
    public async Task A_server_that_stops_says_so_with_1001_and_does_not_wait()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var job = await nodes.StartImportAsync(Cancelled);
        await nodes.Cluster.Verb<PauseImport>().ExecuteAsync(nodes.Cluster.Actor, job.Id, Cancelled);
        await using var third = await nodes.Cluster.StartNodeAsync(Cancelled);
        var sockets = new List<ApiSocket>();
        for (var seat = 0; seat < 3; seat++)
        {
            sockets.Add(await ApiSocket.EnterAsync(third, member.Token, Cancelled));
            await sockets[seat].SubscribeAsync("1", $"subscription {{ importJobProgress(jobId: \"{job.Id}\") {{ id }} }}", Cancelled);
        }

        var closed = Task.WhenAll(sockets.Take(2).Select(socket => socket.UntilClosedAsync(Cancelled)));
        var took = await third.TerminateAsync(Cancelled);

        Assert.Equal([1001, 1001], await closed);
        Assert.Equal(0, third.ExitCode);

        // The third reads nothing, not even the goodbye.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        sockets.ForEach(socket => socket.Dispose());
    }

    private Task<long> ChangeAsync(Guid jobId, string text) => nodes.Cluster.CountAsync(
        $"""
         WITH changed AS (UPDATE import_jobs SET last_error = '{text}', updated_at = clock_timestamp() WHERE id = '{jobId}' RETURNING id)
         SELECT count(pg_notify('import_progress', replace(id::text, '-', ''))) FROM changed
         """,
        Cancelled);

    private static async Task UntilAllHearAsync(ApiSocket socket, string text)
    {
        var heard = new HashSet<string?>();
        while (heard.Count < Subscribers)
        {
            var message = await socket.NextAsync(Cancelled);
            if (message.GetProperty("payload").GetProperty("data").GetProperty("importJobProgress").GetProperty("lastError").GetString() == text)
            {
                heard.Add(message.GetProperty("id").GetString());
            }
        }
    }

    private Task<ApiSocket> OpenAsync(FormBrowser browser, string origin) => ApiSocket.OpenAsync(nodes.First, Cancelled, options =>
    {
        options.AddSubProtocol("graphql-transport-ws");
        options.Cookies = browser.Cookies;
        options.SetRequestHeader("Origin", origin);
    });

    private async Task<HttpStatusCode> PostAsync(FormBrowser browser, string origin, string mediaType, string site = "same-origin")
    {
        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(nodes.First.Address, "/graphql"))
        {
            Content = JsonContent.Create(new { query = "{ importJobs { id } }" }, new MediaTypeHeaderValue(mediaType)),
        };
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private Task<long> ReadsAsync() => nodes.Cluster.CountAsync("SELECT seq_scan + idx_scan FROM pg_stat_user_tables WHERE relname = 'import_jobs'", Cancelled);
}
