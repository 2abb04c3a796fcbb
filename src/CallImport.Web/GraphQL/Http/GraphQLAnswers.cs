using System.Globalization;
using CallImport.Web.GraphQL.Errors;
using GraphQL;
using Microsoft.Net.Http.Headers;

namespace CallImport.Web.GraphQL.Http;

/// <summary>Writes results with the status code that their media type gives them.</summary>
internal sealed class GraphQLAnswers(IGraphQLTextSerializer serializer)
{
    public Task WriteAsync(HttpContext context, AnswerType type, ExecutionResult result) => WriteAsync(context, type, StatusOf(type, result), result);

    public async Task WriteAsync(HttpContext context, AnswerType type, int status, ExecutionResult result)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type.ContentType;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Vary = HeaderNames.Accept;
        switch (status)
        {
            case StatusCodes.Status401Unauthorized:
                response.Headers.WWWAuthenticate = "Bearer";
                break;
            case StatusCodes.Status405MethodNotAllowed:
                response.Headers.Allow = HttpMethods.Post;
                break;
            case StatusCodes.Status429TooManyRequests when result.Errors is [ApiError { RetryAfterSeconds: { } seconds }, ..]:
                response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                break;
        }

        await serializer.WriteAsync(response.Body, result, context.RequestAborted);
    }

    private static int StatusOf(AnswerType type, ExecutionResult result)
    {
        if (result.Executed || result.Errors is not [var error, ..])
        {
            return StatusCodes.Status200OK;
        }

        return error switch
        {
            ApiError { IsNotCarried: true } => StatusCodes.Status405MethodNotAllowed,
            ApiError { Code: ErrorCodes.Unauthenticated } => StatusCodes.Status401Unauthorized,
            _ when !type.UsesStatusCodes => StatusCodes.Status200OK,
            ApiError { Code: ErrorCodes.Forbidden } => StatusCodes.Status403Forbidden,
            ApiError { Code: ErrorCodes.RateLimited } => StatusCodes.Status429TooManyRequests,
            ApiError { Code: ErrorCodes.Internal } => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        };
    }
}
