using CallImport.Web.GraphQL.Errors;

namespace CallImport.Web.GraphQL.Http;

/// <summary>The request cannot be read as one of GraphQL; nothing was done.</summary>
internal sealed class MalformedRequestException(int status, ApiError error) : Exception(error.Message)
{
    public int Status { get; } = status;

    public ApiError Error { get; } = error;

    public static MalformedRequestException BadRequest(string message) => new(StatusCodes.Status400BadRequest, ApiError.BadInput(message));
}
