using System.Text;
using System.Text.Json;
using CallImport.Web.GraphQL.Errors;
using GraphQL;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CallImport.Web.GraphQL.Http;

/// <summary>Reads requests of any transport that speaks HTTP, and refuses what is too large or not a request before it costs anything.</summary>
internal sealed class GraphQLRequestReader(IGraphQLTextSerializer serializer, IOptions<GraphQLOptions> options)
{
    private const string RequestBytes = "bytes of a request";

    private GraphQLOptions Bounds => options.Value;

    /// <exception cref="MalformedRequestException">with the status to answer</exception>
    public async Task<GraphQLRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        HttpMethods.IsGet(request.Method) ? ReadQueryString(request) : ReadBody(await BodyAsync(request, cancellationToken));

    /// <summary>The JSON of one request, also as other transports carry it.</summary>
    /// <exception cref="MalformedRequestException">with the status to answer</exception>
    public GraphQLRequest ReadBody(ReadOnlyMemory<byte> body)
    {
        using var json = Parse(body);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.Object => Read(json.RootElement),
            JsonValueKind.Array => throw MalformedRequestException.BadRequest("Batches are not taken. Send one request at a time."),
            _ => throw MalformedRequestException.BadRequest("The body has to be a JSON object with a query."),
        };
    }

    /// <exception cref="MalformedRequestException">with the status to answer</exception>
    public GraphQLRequest Read(JsonElement request)
    {
        if (request.TryGetProperty("extensions", out var extensions) && extensions.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw MalformedRequestException.BadRequest("extensions has to be an object.");
        }

        return new GraphQLRequest(
            Text(request, "query") is { Length: > 0 } query ? query : throw MalformedRequestException.BadRequest("There is no query."),
            Text(request, "operationName") is { Length: > 0 } name ? name : null,
            request.TryGetProperty("variables", out var variables) ? Variables(variables) : null);
    }

    private GraphQLRequest ReadQueryString(HttpRequest request)
    {
        if (request.QueryString.Value?.Length > Bounds.MaxRequestBytes)
        {
            throw TooLarge();
        }

        var fields = request.Query;
        if (fields.Any(field => field.Value.Count > 1))
        {
            throw MalformedRequestException.BadRequest("Each parameter may be given once.");
        }

        JsonElement? Json(string name)
        {
            if (fields[name] is not [{ Length: > 0 } text])
            {
                return null;
            }

            using var json = Parse(Encoding.UTF8.GetBytes(text));
            return json.RootElement.Clone();
        }

        if (Json("extensions") is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            throw MalformedRequestException.BadRequest("extensions has to be an object.");
        }

        return new GraphQLRequest(
            fields["query"] is [{ Length: > 0 } query] ? query : throw MalformedRequestException.BadRequest("There is no query."),
            fields["operationName"] is [{ Length: > 0 } name] ? name : null,
            Json("variables") is { } variables ? Variables(variables) : null);
    }

    private static string? Text(JsonElement request, string name)
    {
        if (!request.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw MalformedRequestException.BadRequest($"{name} has to be a string.");
        }
        catch (InvalidOperationException)
        {
            throw MalformedRequestException.BadRequest($"{name} is not valid Unicode.");
        }
    }

    private Inputs? Variables(JsonElement variables)
    {
        if (variables.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return variables.ValueKind == JsonValueKind.Object
                ? serializer.ReadNode<Inputs>(variables)
                : throw MalformedRequestException.BadRequest("variables has to be an object.");
        }
        catch (Exception fault) when (fault is InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            throw MalformedRequestException.BadRequest("variables cannot be read.");
        }
    }

    private async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != AnswerType.Json.MediaType ||
            type.Charset is { HasValue: true, Value: not ("utf-8" or "UTF-8" or "\"utf-8\"") })
        {
            throw new MalformedRequestException(
                StatusCodes.Status415UnsupportedMediaType, ApiError.BadInput("The body has to be application/json in UTF-8."));
        }

        if (request.ContentLength > Bounds.MaxRequestBytes)
        {
            throw TooLarge();
        }

        var buffer = new byte[Math.Min(Bounds.MaxRequestBytes, request.ContentLength ?? Bounds.MaxRequestBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > Bounds.MaxRequestBytes ? throw TooLarge() : buffer.AsMemory(0, length);
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Bounds.MaxJsonDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException fault) when (fault.Message.Contains("depth", StringComparison.OrdinalIgnoreCase))
        {
            throw new MalformedRequestException(StatusCodes.Status400BadRequest, ApiError.TooComplex("levels of the request's JSON", Bounds.MaxJsonDepth));
        }
        catch (JsonException)
        {
            throw MalformedRequestException.BadRequest("The request is not valid JSON.");
        }
    }

    private MalformedRequestException TooLarge() =>
        new(StatusCodes.Status413PayloadTooLarge, ApiError.TooComplex(RequestBytes, Bounds.MaxRequestBytes));
}
