using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Execution;
using GraphQL;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.GraphQL.Http;

/// <summary>GraphQL over HTTP, as its current draft describes it.</summary>
internal static class GraphQLEndpoint
{
    public const string Path = "/graphql";

    /// <summary>A browser sends it to another site only after asking that site first.</summary>
    public const string RequestHeader = "X-CallImport-Request";

    private const string IdempotencyKey = "Idempotency-Key";

    public static void MapGraphQLOverHttp(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Post], AnswerAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task AnswerAsync(
        HttpContext context, GraphQLRequestReader reader, GraphQLExecutor executor, GraphQLAnswers answers)
    {
        if (AnswerType.Choose(context.Request) is not { } type)
        {
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        try
        {
            RequireHeaderWithCookie(context);
            var request = await reader.ReadAsync(context.Request, context.RequestAborted);
            var result = await executor.ExecuteAsync(Call(context, request), context.RequestAborted);
            await answers.WriteAsync(context, type, result);
        }
        catch (MalformedRequestException malformed)
        {
            await answers.WriteAsync(context, type, malformed.Status, new ExecutionResult(malformed.Error));
        }
    }

    private static GraphQLCall Call(HttpContext context, GraphQLRequest request) => new(
        request.Query,
        request.OperationName,
        request.Variables,
        context.User,
        context.Request.Headers[IdempotencyKey] is [{ Length: > 0 } key] ? key : null,
        HttpMethods.IsGet(context.Request.Method) ? OperationKinds.Query : OperationKinds.Query | OperationKinds.Mutation,
        context.RequestServices);

    /// <summary>A form on another site's page can make a browser send our cookie, but not with a header of its own.</summary>
    private static void RequireHeaderWithCookie(HttpContext context)
    {
        var byCookie = context.User.Identities.Any(identity => identity.AuthenticationType == IdentityConstants.ApplicationScheme);
        if (byCookie && HttpMethods.IsPost(context.Request.Method) && !context.Request.Headers.ContainsKey(RequestHeader))
        {
            throw new MalformedRequestException(
                StatusCodes.Status403Forbidden, ApiError.Forbidden($"Requests with the browser's session need the header {RequestHeader}."));
        }
    }
}
