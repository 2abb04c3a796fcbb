using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using CallImport.Web.Auth;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>One connection from its first message to its last: who it is for, what runs on it, and why it ends.</summary>
internal sealed class SocketSession(SocketWire wire, SocketOperations operations, SocketGate gate, HttpContext context, CancellationTokenSource stop)
{
    private readonly TaskCompletionSource<SocketClose> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> company = [];
    private IDisposable? seat;
    private ClaimsPrincipal? user;
    private bool isInitialised;

    /// <summary>The first reason counts.</summary>
    public void End(SocketClose close) => end.TrySetResult(close);

    public async Task RunAsync()
    {
        company.AddRange([SayGoodbyeAsync(), EndUnlessInitialisedAsync()]);
        try
        {
            while (await wire.ReceiveAsync() is { } message)
            {
                // What still comes after our goodbye is only waited out.
                if (!stop.IsCancellationRequested)
                {
                    await HandleAsync(SocketMessage.Read(message, gate.Bounds.MaxJsonDepth + 1));
                }
            }
        }
        catch (SocketViolationException violation)
        {
            End(violation.Close);
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            wire.HangUp();
        }
        finally
        {
            End(SocketClose.Normal);
            seat?.Dispose();
            await Task.WhenAll([.. company, operations.WhenAllAsync()]);
        }
    }

    private Task HandleAsync(SocketMessage message) => message.Type switch
    {
        SocketMessage.ConnectionInit => InitialiseAsync(message),
        SocketMessage.Ping => wire.SendAsync(SocketMessage.Write(SocketMessage.Pong, payload: RawOf(message))),
        SocketMessage.Pong => Task.CompletedTask,
        SocketMessage.Subscribe => user is null ? throw new SocketViolationException(SocketClose.Unauthorized) : operations.StartAsync(IdOf(message), message, user),
        SocketMessage.Complete => operations.StopAsync(IdOf(message)),
        _ => throw new SocketViolationException(SocketClose.BadRequest("Invalid message received")),
    };

    private async Task InitialiseAsync(SocketMessage message)
    {
        if (isInitialised)
        {
            throw new SocketViolationException(SocketClose.TooManyInitialisationRequests);
        }

        isInitialised = true;
        var principal = await gate.AdmitAsync(message.Payload, context);
        if (principal?.ToActor() is not { } actor)
        {
            throw new SocketViolationException(SocketClose.Forbidden);
        }

        seat = gate.TakeSeat(actor) ?? throw new SocketViolationException(SocketClose.TryAgainLater);
        user = principal;
        await wire.SendAsync(SocketMessage.Write(SocketMessage.ConnectionAck));
        company.AddRange([EndWithRightsAsync(principal), PingAsync()]);
    }

    private async Task SayGoodbyeAsync()
    {
        var close = await end.Task;
        await stop.CancelAsync();
        await wire.CloseAsync(close);
    }

    private async Task EndUnlessInitialisedAsync()
    {
        if (await gate.PauseAsync(gate.Bounds.ConnectionInitSeconds, stop.Token) && !isInitialised)
        {
            End(SocketClose.InitialisationTimeout);
        }
    }

    private async Task EndWithRightsAsync(ClaimsPrincipal principal)
    {
        try
        {
            End(await gate.Rights.UntilLostAsync(principal, stop.Token) == Rights.Ended ? SocketClose.Unauthorized : SocketClose.Forbidden);
        }
        catch (OperationCanceledException)
        {
            // The connection has ended before the rights.
        }
    }

    private async Task PingAsync()
    {
        while (await gate.PauseAsync(gate.Bounds.KeepAliveSeconds, stop.Token))
        {
            await wire.SendAsync(SocketMessage.Write(SocketMessage.Ping));
        }
    }

    private static string IdOf(SocketMessage message) =>
        message.Id is { Length: > 0 } id ? id : throw new SocketViolationException(SocketClose.BadRequest("The message has no id"));

    private static string? RawOf(SocketMessage message) =>
        message.Payload.ValueKind == JsonValueKind.Undefined ? null : message.Payload.GetRawText();
}
