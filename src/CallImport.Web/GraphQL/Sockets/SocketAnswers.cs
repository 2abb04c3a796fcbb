using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>Takes over requests that become a WebSocket, until it is closed. Foreign origins have been refused before.</summary>
internal sealed class SocketAnswers(SocketOperationRunner runner, SocketGate gate, IHostApplicationLifetime lifetime, IOptions<GraphQLOptions> options, TimeProvider time)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task RunAsync(HttpContext context)
    {
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var isSpoken = offered.Contains(Protocol, StringComparer.Ordinal);
        var keepAlive = TimeSpan.FromSeconds(options.Value.KeepAliveSeconds);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            // A client that gets none of its own hangs up before it can read why it is refused.
            SubProtocol = isSpoken ? Protocol : offered.FirstOrDefault(),
            KeepAliveInterval = keepAlive,
            KeepAliveTimeout = keepAlive,
        });
        using var wire = new SocketWire(socket, options.Value, time);
        using var stop = new CancellationTokenSource();
        var operations = new SocketOperations(runner, wire, options.Value.MaxOperationsPerSocket, stop.Token);
        var session = new SocketSession(wire, operations, gate, context, stop);
        if (!isSpoken)
        {
            session.End(SocketClose.SubprotocolNotAcceptable);
        }

        await using var stopping = lifetime.ApplicationStopping.Register(() => session.End(SocketClose.GoingAway));
        await session.RunAsync();
    }
}
