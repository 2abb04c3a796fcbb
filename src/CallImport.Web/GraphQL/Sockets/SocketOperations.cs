using System.Collections.Concurrent;
using System.Security.Claims;
using CallImport.Web.GraphQL.Errors;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>What runs on one socket, by the ids that its client gave.</summary>
internal sealed class SocketOperations(SocketOperationRunner runner, SocketWire wire, int most, CancellationToken connectionEnds)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> active = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Task> running = [];

    /// <exception cref="SocketViolationException">There is one of that id.</exception>
    public async Task StartAsync(string id, SocketMessage message, ClaimsPrincipal user)
    {
        // It lives until the operation ends, which nothing here waits for.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(connectionEnds);
        if (!active.TryAdd(id, stop))
        {
            stop.Dispose();
            throw new SocketViolationException(SocketClose.SubscriberExists(id));
        }

        if (running.Count >= most)
        {
            Forget(id, stop);
            await wire.SendAsync(runner.Refusal(id, ApiError.TooComplex("operations of one connection", most)));
            return;
        }

        var key = Guid.NewGuid();
        var task = RunAsync(id, message, user, stop);
        running[key] = task;
        _ = task.ContinueWith(_ => running.TryRemove(key, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>The client wants no more of it. An id that is not there has just ended by itself.</summary>
    public async Task StopAsync(string id)
    {
        if (active.TryRemove(id, out var stop))
        {
            using (stop)
            {
                await stop.CancelAsync();
            }
        }
    }

    public Task WhenAllAsync() => Task.WhenAll(running.Values);

    private async Task RunAsync(string id, SocketMessage message, ClaimsPrincipal user, CancellationTokenSource stop)
    {
        await Task.Yield();
        var isDone = false;
        try
        {
            isDone = await runner.RunAsync(id, message.Payload, user, wire, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The client or the connection has ended it.
        }

        // The client may use the id again as soon as it is told.
        if (Forget(id, stop) && isDone)
        {
            await wire.SendAsync(SocketMessage.Write(SocketMessage.Complete, id));
        }
    }

    /// <returns>false when the client has stopped it before</returns>
    private bool Forget(string id, CancellationTokenSource stop)
    {
        if (!active.TryRemove(KeyValuePair.Create(id, stop)))
        {
            return false;
        }

        stop.Dispose();
        return true;
    }
}
