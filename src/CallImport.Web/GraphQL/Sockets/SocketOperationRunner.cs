using System.Security.Claims;
using System.Text.Json;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Http;
using CallImport.Web.GraphQL.Streaming;
using GraphQL;

namespace CallImport.Web.GraphQL.Sockets;

/// <summary>Runs one operation and sends what it answers. Every kind may come by a socket.</summary>
internal sealed class SocketOperationRunner(
    GraphQLExecutor executor, GraphQLRequestReader reader, ResultStream results, IGraphQLTextSerializer serializer, FaultReport faults, IServiceScopeFactory scopes)
{
    private const OperationKinds Any = OperationKinds.Query | OperationKinds.Mutation | OperationKinds.Subscription;

    /// <summary>Where a request by HTTP has a header.</summary>
    private const string IdempotencyKey = "idempotencyKey";

    /// <returns>true when the client is still to be told that it is complete; an error says so by itself</returns>
    public async Task<bool> RunAsync(string id, JsonElement payload, ClaimsPrincipal user, SocketWire wire, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var request = reader.Read(payload);
            var call = new GraphQLCall(
                request.Query, request.OperationName, request.Variables, user, KeyOf(payload), Any, scope.ServiceProvider);
            var result = await executor.ExecuteAsync(call, cancellationToken);
            await foreach (var next in results.ReadAsync(result, cancellationToken))
            {
                var message = next.Result.Executed ? SocketMessage.Write(SocketMessage.Next, id, next.Json) : ErrorOf(id, next.Result.Errors);
                if (!await wire.SendAsync(message) || !next.Result.Executed)
                {
                    return false;
                }
            }

            return true;
        }
        catch (MalformedRequestException malformed)
        {
            await wire.SendAsync(Refusal(id, malformed.Error));
        }
        catch (SlowReaderException)
        {
            wire.HangUp();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await wire.SendAsync(Refusal(id, faults.Internal(fault, field: null)));
        }

        return false;
    }

    public ReadOnlyMemory<byte> Refusal(string id, ApiError error) => ErrorOf(id, [error]);

    private ReadOnlyMemory<byte> ErrorOf(string id, ExecutionErrors? errors) => SocketMessage.Write(SocketMessage.Error, id, serializer.Serialize(errors));

    private static string? KeyOf(JsonElement payload) =>
        payload.TryGetProperty("extensions", out var extensions) && extensions.ValueKind == JsonValueKind.Object &&
        extensions.TryGetProperty(IdempotencyKey, out var key) && key.ValueKind == JsonValueKind.String
            ? key.GetString()
            : null;
}
