using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.EventStreams;
using CallImport.Web.GraphQL.Execution;
using CallImport.Web.GraphQL.Sockets;
using GraphQL;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.GraphQL.Http;

/// <summary>GraphQL over HTTP, as its current draft describes it.</summary>
internal static class GraphQLEndpoint
{
    public const string Path = "/graphql";

    private const string IdempotencyKey = "Idempotency-Key";

    public static void MapGraphQLOverHttp(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Post, HttpMethods.Connect], AnswerAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task AnswerAsync(
        HttpContext context, GraphQLRequestReader reader, GraphQLExecutor executor, GraphQLAnswers answers, EventStreamAnswers events, SocketAnswers sockets)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            await sockets.RunAsync(context);
            return;
        }

        var type = AnswerType.Choose(context.Request);
        var takesEvents = EventStreamAnswers.IsAccepted(context.Request);
        if (type is null && !takesEvents)
        {
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        try
        {
            RefuseOtherSites(context);
            var request = await reader.ReadAsync(context.Request, context.RequestAborted);
            var result = await executor.ExecuteAsync(Call(context, request, takesEvents), context.RequestAborted);
            if (result.Streams is { Count: > 0 } || (type is null && !IsRefusedBefore(result)))
            {
                await events.WriteAsync(context, result);
                return;
            }

            await answers.WriteAsync(context, type ?? AnswerType.GraphQLResponse, result);
        }
        catch (MalformedRequestException malformed)
        {
            await answers.WriteAsync(context, type ?? AnswerType.GraphQLResponse, malformed.Status, new ExecutionResult(malformed.Error));
        }
    }

    /// <summary>For what a status code says best; everything else goes into the stream, where its clients look for it.</summary>
    private static bool IsRefusedBefore(ExecutionResult result) =>
        result.Errors is [ApiError { IsNotCarried: true } or ApiError { Code: ErrorCodes.Unauthenticated }, ..];

    private static GraphQLCall Call(HttpContext context, GraphQLRequest request, bool takesEvents) => new(
        request.Query,
        request.OperationName,
        request.Variables,
        context.User,
        context.Request.Headers[IdempotencyKey] is [{ Length: > 0 } key] ? key : null,
        OperationKinds.Query
            | (HttpMethods.IsGet(context.Request.Method) ? OperationKinds.None : OperationKinds.Mutation)
            | (takesEvents ? OperationKinds.Subscription : OperationKinds.None),
        context.RequestServices);

    /// <summary>
    /// What the cookie alone must not do for the page of another site. A POST is safe by its media type, which no form can send and no script without
    /// asking first; the Origin of both is looked at before. That leaves links, which browsers follow with the cookie and mark as foreign.
    /// </summary>
    private static void RefuseOtherSites(HttpContext context)
    {
        var byCookie = context.User.Identities.Any(identity => identity.AuthenticationType == IdentityConstants.ApplicationScheme);
        if (byCookie && context.Request.Headers["Sec-Fetch-Site"].ToString() is ("cross-site" or "same-site"))
        {
            throw new MalformedRequestException(
                StatusCodes.Status403Forbidden, ApiError.Forbidden("The browser's session is for the pages of this application. Other sites need a token."));
        }
    }
}
