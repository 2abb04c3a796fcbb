using System.Net;
using System.Net.Sockets;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>A wire to another port of this machine that can go silent without a word to either end, as a dead switch or a frozen server does, and be mended.</summary>
internal sealed class FrailWire : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Task serving;

    /// <summary>Connections made in an earlier era than this one stay silent for ever.</summary>
    private volatile int era;

    private volatile TaskCompletionSource passes = Passing();

    public FrailWire(int target)
    {
        this.target = target;
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Nothing gets through any more, in either direction; new connections are accepted and silent.</summary>
    public void Silence() => passes = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything goes on, with what was under way.</summary>
    public void Resume() => passes.TrySetResult();

    /// <summary>Only connections made from now on get through; nobody tells the old ones.</summary>
    public void Replace()
    {
        era++;
        passes = Passing();
    }

    /// <summary>For good: what is connected ends, and nobody answers any more.</summary>
    public async Task CutAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        stop.Dispose();
    }

    private static TaskCompletionSource Passing()
    {
        var passing = new TaskCompletionSource();
        passing.SetResult();
        return passing;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await listener.AcceptTcpClientAsync(stop.Token), era);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ForwardAsync(TcpClient source, int born)
    {
        using var incoming = source;
        using var outgoing = new TcpClient();
        try
        {
            await outgoing.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(CopyAsync(incoming, outgoing, born), CopyAsync(outgoing, incoming, born));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // One side has gone.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, int born)
    {
        var buffer = new byte[16 * 1024];
        while (await from.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var count)
        {
            await passes.Task.WaitAsync(stop.Token);
            if (born != era)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), stop.Token);
        }
    }
}
