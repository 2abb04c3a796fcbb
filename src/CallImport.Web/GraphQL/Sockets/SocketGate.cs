using System.Security.Claims;
using System.Text.Json;
using CallImport.Domain.Workspaces;
using CallImport.Web.Auth;
using CallImport.Web.GraphQL.Streaming;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>Who may have a socket, and for how long.</summary>
internal sealed class SocketGate(TokenSignIn tokens, StreamSeats seats, RightsWatch rights, IOptions<GraphQLOptions> options, TimeProvider time)
{
    private const string Authorization = "Authorization";

    public GraphQLOptions Bounds => options.Value;

    public RightsWatch Rights => rights;

    /// <summary>A token in the first message counts more than what came with the handshake: browsers cannot send a header there.</summary>
    /// <returns>null for a token that is not valid; for nobody at all, the anonymous user of the handshake</returns>
    public async Task<ClaimsPrincipal?> AdmitAsync(JsonElement payload, HttpContext context)
    {
        var header = payload.ValueKind == JsonValueKind.Object
            ? payload.EnumerateObject().FirstOrDefault(field => field.Name.Equals(Authorization, StringComparison.OrdinalIgnoreCase)).Value
            : default;
        return header.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => context.User,
            JsonValueKind.String => (await tokens.ExecuteAsync(
                BearerHeader.TokenOf(header.GetString()), context.Connection.RemoteIpAddress, context.RequestAborted)).Principal,
            _ => null,
        };
    }

    /// <returns>null when there are too many</returns>
    public IDisposable? TakeSeat(Actor actor) => seats.TryTake(actor);

    /// <returns>false when the connection has ended meanwhile</returns>
    public async Task<bool> PauseAsync(int seconds, CancellationToken connectionEnds)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, connectionEnds).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !connectionEnds.IsCancellationRequested;
    }
}
