using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.GraphQL.Streaming;

/// <summary>A client that says whatever a test wants it to say, also what no decent client would.</summary>
internal sealed class ApiSocket : IDisposable
{
    private readonly ClientWebSocket socket = new();

    /// <summary>Code and reason of the server's goodbye; null while it has not said any.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    public static async Task<ApiSocket> OpenAsync(AppProcess node, CancellationToken cancellationToken, Action<ClientWebSocketOptions>? set = null)
    {
        var client = new ApiSocket();
        client.socket.Options.CollectHttpResponseDetails = true;
        if (set is null)
        {
            client.socket.Options.AddSubProtocol("graphql-transport-ws");
        }

        set?.Invoke(client.socket.Options);
        var address = new UriBuilder(new Uri(node.Address, "/graphql")) { Scheme = "ws" }.Uri;
        await client.socket.ConnectAsync(address, cancellationToken);
        return client;
    }

    /// <summary>Past the greeting: ready to subscribe.</summary>
    public static async Task<ApiSocket> EnterAsync(AppProcess node, string token, CancellationToken cancellationToken)
    {
        var client = await OpenAsync(node, cancellationToken);
        await client.SendAsync(Init(token), cancellationToken);
        Assert.Equal("connection_ack", (await client.NextAsync(cancellationToken)).GetProperty("type").GetString());
        return client;
    }

    public static object Init(string token) => new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } };

    public Task SubscribeAsync(string id, string query, CancellationToken cancellationToken, object? variables = null) =>
        SendAsync(new { type = "subscribe", id, payload = new { query, variables } }, cancellationToken);

    public Task SendAsync(object message, CancellationToken cancellationToken) => SendTextAsync(JsonSerializer.Serialize(message), cancellationToken);

    public Task SendTextAsync(string text, CancellationToken cancellationToken, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, cancellationToken);

    /// <summary>The next message but pings.</summary>
    /// <exception cref="SocketClosedException">There is none any more.</exception>
    public async Task<JsonElement> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await ReceiveAsync(cancellationToken) ?? throw new SocketClosedException(CloseCode);
            if (message.GetProperty("type").GetString() != "ping")
            {
                return message;
            }
        }
    }

    /// <summary>Reads, and answers nothing, until the server says goodbye.</summary>
    /// <returns>its code; null when the connection just broke</returns>
    public async Task<int?> UntilClosedAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReceiveAsync(cancellationToken) is not null)
            {
            }
        }
        catch (WebSocketException)
        {
            return null;
        }

        return CloseCode;
    }

    public void Dispose() => socket.Dispose();

    /// <returns>null when the server has said goodbye; it is answered in kind</returns>
    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return null;
            }

            text.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(text.ToArray());
            }
        }
    }
}

internal sealed class SocketClosedException(int? code) : Exception($"The server has closed the socket with {code}.");
