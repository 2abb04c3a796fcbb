using System.Net.WebSockets;
using CallImport.Domain.Workspaces;

namespace CallImport.Tests.E2E.GraphQL.Streaming;

/// <summary>graphql-transport-ws to the letter, by a client that breaks every rule in turn.</summary>
public sealed class SocketProtocolTests(ApiNodes nodes) : IClassFixture<ApiNodes>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_comes_back_as_one_result_and_a_goodbye_and_its_id_is_free_again()
    {
        using var socket = await EnterAsync();

        for (var round = 0; round < 3; round++)
        {
            await socket.SubscribeAsync("same", "query Q($id: ID!) { importJob(id: $id) { id } }", Cancelled, new { id = Guid.NewGuid() });
            var next = await socket.NextAsync(Cancelled);
            Assert.Equal("""{"id":"same","type":"next","payload":{"data":{"importJob":null}}}""", next.GetRawText());
            Assert.Equal("""{"id":"same","type":"complete"}""", (await socket.NextAsync(Cancelled)).GetRawText());
        }
    }

    [Fact]
    public async Task An_invalid_document_is_an_error_of_its_operation_and_the_socket_goes_on()
    {
        using var socket = await EnterAsync();

        await socket.SubscribeAsync("a", "{ nothingOfTheKind }", Cancelled);
        var error = await socket.NextAsync(Cancelled);
        await socket.SubscribeAsync("b", "{ __typename }", Cancelled);

        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("next", (await socket.NextAsync(Cancelled)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_ping_is_answered_with_what_it_said_also_before_the_greeting()
    {
        using var socket = await OpenAsync();

        await socket.SendAsync(new { type = "ping", payload = new { at = 5 } }, Cancelled);

        Assert.Equal("""{"type":"pong","payload":{"at":5}}""", (await socket.NextAsync(Cancelled)).GetRawText());
    }

    [Fact]
    public async Task The_server_pings_a_quiet_socket_and_takes_the_answer()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var socket = await OpenAsync();
        await socket.SendAsync(ApiSocket.Init(member.Token), Cancelled);
        await socket.NextAsync(Cancelled);

        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Cancelled);
        await socket.SendAsync(new { type = "pong" }, Cancelled);
        await socket.SubscribeAsync("1", "{ __typename }", Cancelled);

        Assert.Equal("next", (await socket.NextAsync(Cancelled)).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("[]")]
    [InlineData("""{"type":"unheard_of"}""")]
    [InlineData("""{"id":"1"}""")]
    public async Task What_is_no_message_closes_with_4400(string text)
    {
        using var socket = await OpenAsync();

        await socket.SendTextAsync(text, Cancelled);

        Assert.Equal(4400, await socket.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task An_operation_before_the_greeting_closes_with_4401()
    {
        using var socket = await OpenAsync();

        await socket.SubscribeAsync("1", "{ __typename }", Cancelled);

        Assert.Equal(4401, await socket.UntilClosedAsync(Cancelled));
    }

    [Theory]
    [InlineData("""{"type":"connection_init"}""")]
    [InlineData("""{"type":"connection_init","payload":{"Authorization":"Bearer ci_nobody"}}""")]
    [InlineData("""{"type":"connection_init","payload":{"Authorization":"Basic YTpi"}}""")]
    [InlineData("""{"type":"connection_init","payload":{"Authorization":7}}""")]
    public async Task Nobody_and_a_wrong_token_are_closed_with_4403(string greeting)
    {
        using var socket = await OpenAsync();

        await socket.SendTextAsync(greeting, Cancelled);

        Assert.Equal(4403, await socket.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task Another_subprotocol_closes_with_4406()
    {
        using var socket = await ApiSocket.OpenAsync(nodes.First, Cancelled, options => options.AddSubProtocol("graphql-ws"));

        Assert.Equal(4406, await socket.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task Silence_instead_of_a_greeting_closes_with_4408()
    {
        using var socket = await OpenAsync();

        Assert.Equal(4408, await socket.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task An_id_in_use_closes_with_4409()
    {
        var job = await nodes.StartImportAsync(Cancelled);
        using var socket = await EnterAsync();
        var subscription = $"subscription {{ importJobProgress(jobId: \"{job.Id}\") {{ id }} }}";

        await socket.SubscribeAsync("1", subscription, Cancelled);
        await socket.SubscribeAsync("1", subscription, Cancelled);

        Assert.Equal(4409, await socket.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task A_second_greeting_closes_with_4429()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        using var socket = await OpenAsync();

        await socket.SendAsync(ApiSocket.Init(member.Token), Cancelled);
        await socket.SendAsync(ApiSocket.Init(member.Token), Cancelled);

        Assert.Equal(4429, await socket.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_with_1009_and_a_binary_one_with_4400()
    {
        using var talkative = await OpenAsync();
        using var binary = await OpenAsync();

        await talkative.SendTextAsync(new string('x', 200_000), Cancelled);
        await binary.SendTextAsync("{}", Cancelled, WebSocketMessageType.Binary);

        Assert.Equal(1009, await talkative.UntilClosedAsync(Cancelled));
        Assert.Equal(4400, await binary.UntilClosedAsync(Cancelled));
    }

    [Fact]
    public async Task A_token_has_a_limit_of_sockets_and_gets_its_seat_back()
    {
        var member = await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled);
        var open = new List<ApiSocket>();
        for (var seat = 0; seat < 4; seat++)
        {
            open.Add(await ApiSocket.EnterAsync(nodes.First, member.Token, Cancelled));
        }

        using var oneTooMany = await OpenAsync();
        await oneTooMany.SendAsync(ApiSocket.Init(member.Token), Cancelled);
        Assert.Equal(1013, await oneTooMany.UntilClosedAsync(Cancelled));

        open.ForEach(socket => socket.Dispose());
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancelled);
        using var again = await ApiSocket.EnterAsync(nodes.First, member.Token, Cancelled);
    }

    [Fact]
    public async Task Operations_beyond_the_limit_of_a_socket_are_refused_one_by_one()
    {
        var job = await nodes.StartImportAsync(Cancelled);
        using var socket = await EnterAsync();
        for (var id = 0; id <= 100; id++)
        {
            await socket.SubscribeAsync($"{id}", $"subscription {{ importJobProgress(jobId: \"{job.Id}\") {{ status }} }}", Cancelled);
        }

        string? refused = null;
        while (refused is null)
        {
            var message = await socket.NextAsync(Cancelled);
            refused = message.GetProperty("type").GetString() == "error" ? message.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString() : null;
        }

        Assert.Equal("TOO_COMPLEX", refused);
    }

    private Task<ApiSocket> OpenAsync() => ApiSocket.OpenAsync(nodes.First, Cancelled);

    private async Task<ApiSocket> EnterAsync() =>
        await ApiSocket.EnterAsync(nodes.First, (await nodes.HireAsync(WorkspaceRole.Viewer, "read", Cancelled)).Token, Cancelled);
}
