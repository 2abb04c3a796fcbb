using System.Security.Claims;
using CallImport.Web.Auth;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Http;
using CallImport.Web.GraphQL.Streaming;
using GraphQL;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.EventStreams;

/// <summary>Answers as server-sent events, one stream for each operation: the distinct connections mode of GraphQL over SSE.</summary>
internal sealed class EventStreamAnswers(
    ResultStream results, StreamSeats seats, RightsWatch rights, IHostApplicationLifetime lifetime, IGraphQLTextSerializer serializer, IOptions<GraphQLOptions> options)
{
    private const string Next = "next";
    private const string Complete = "complete";

    private static readonly TimeSpan SeatsComeFree = TimeSpan.FromSeconds(10);

    /// <summary>Only who names it means it; programs that take anything want one answer.</summary>
    public static bool IsAccepted(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(type => type.Quality is not 0 && type.MediaType.Equals(EventStream.MediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Until the operation, the connection or the caller's right to it ends. When this server stops, the stream breaks off, so that clients ask the next one.</summary>
    /// <exception cref="MalformedRequestException">Nobody asks, or too much is open already.</exception>
    public async Task WriteAsync(HttpContext context, ExecutionResult result)
    {
        using var seat = seats.TryTake(context.User.ToActor() ?? throw new MalformedRequestException(StatusCodes.Status401Unauthorized, ApiError.Unauthenticated()))
            ?? throw new MalformedRequestException(
                StatusCodes.Status429TooManyRequests, ApiError.RateLimited("Too many sockets and event streams are open. Close some.", SeatsComeFree));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var stream = new EventStream(context, options.Value);
        await stream.BeginAsync();
        var beats = stream.BeatAsync(stop.Token);
        var loss = UntilLostAsync(context.User, stop);
        try
        {
            await foreach (var next in results.ReadAsync(result, stop.Token))
            {
                await stream.SendAsync(Next, next.Json);
            }

            await stream.SendAsync(Complete);
        }
        catch (OperationCanceledException)
        {
            // What follows tells whether there is anybody left to speak to.
        }
        catch (SlowReaderException)
        {
            context.Abort();
        }

        await stop.CancelAsync();
        await beats;
        if (await loss)
        {
            await stream.SendAsync(Next, serializer.Serialize(new ExecutionResult(ApiError.Unauthenticated())));
            await stream.SendAsync(Complete);
        }
    }

    /// <returns>true when the rights were lost, false when the stream has ended before</returns>
    private async Task<bool> UntilLostAsync(ClaimsPrincipal user, CancellationTokenSource stop)
    {
        try
        {
            await rights.UntilLostAsync(user, stop.Token);
            await stop.CancelAsync();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
