using System.Net;
using System.Net.Sockets;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Hosting;

/// <summary>An address that nobody answers until it is opened; from then on it leads to another port of this machine.</summary>
internal sealed class TcpForwarder : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly TcpListener listener;
    private Task? serving;

    public TcpForwarder(int target)
    {
        this.target = target;
        Port = AppProcess.FreePort();
        listener = new TcpListener(IPAddress.Loopback, Port);
    }

    public int Port { get; }

    public void Open()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        if (serving is not null)
        {
            await serving;
        }

        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ForwardAsync(TcpClient source)
    {
        using var incoming = source;
        using var outgoing = new TcpClient();
        try
        {
            await outgoing.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(
                incoming.GetStream().CopyToAsync(outgoing.GetStream(), stop.Token),
                outgoing.GetStream().CopyToAsync(incoming.GetStream(), stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // One side has gone.
        }
    }
}
