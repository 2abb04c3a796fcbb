using System.Buffers;
using System.Net.WebSockets;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>Whole messages over one WebSocket, one sender at a time. Nothing queues up: whoever does not read in time loses the connection.</summary>
internal sealed class SocketWire(WebSocket socket, GraphQLOptions bounds, TimeProvider time) : IDisposable
{
    private const int ReadSize = 4096;

    /// <summary>For the client's answer to our goodbye.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> received = new();

    /// <returns>null when the client has said goodbye; the memory is good until the next call</returns>
    /// <exception cref="SocketViolationException">It is too big, or not text.</exception>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        received.ResetWrittenCount();
        while (true)
        {
            // Giving up a read would tear the connection down without a goodbye; it ends with the connection.
            var read = await socket.ReceiveAsync(received.GetMemory(ReadSize), CancellationToken.None);
            switch (read.MessageType)
            {
                case WebSocketMessageType.Close:
                    return null;
                case WebSocketMessageType.Binary:
                    throw new SocketViolationException(SocketClose.BadRequest("Messages are text"));
            }

            received.Advance(read.Count);
            if (received.WrittenCount > bounds.MaxRequestBytes)
            {
                throw new SocketViolationException(SocketClose.MessageTooBig);
            }

            if (read.EndOfMessage)
            {
                return received.WrittenMemory;
            }
        }
    }

    /// <returns>false when the connection is lost, or was given up because the client does not read</returns>
    public Task<bool> SendAsync(ReadOnlyMemory<byte> message) =>
        TryAsync(token => socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, token).AsTask());

    /// <summary>Says goodbye, and hangs up when no answer comes.</summary>
    public async Task CloseAsync(SocketClose close)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await TryAsync(token => socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, token));
        }

        for (var waited = TimeSpan.Zero; socket.State == WebSocketState.CloseSent && waited < Farewell; waited += Farewell / 20)
        {
            await Task.Delay(Farewell / 20, time);
        }

        socket.Abort();
    }

    /// <summary>Without a goodbye, which would not arrive.</summary>
    public void HangUp() => socket.Abort();

    public void Dispose() => sending.Dispose();

    private async Task<bool> TryAsync(Func<CancellationToken, Task> send)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(bounds.SendTimeoutSeconds), time);
        try
        {
            await sending.WaitAsync(deadline.Token);
            try
            {
                await send(deadline.Token);
                return true;
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception lost) when (lost is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
            return false;
        }
    }
}
