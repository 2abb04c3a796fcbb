using System.Text.Json.Nodes;
using NJsonSchema;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>An OpenAPI description that answers are held against, by a validator that knows nothing of the sandbox.</summary>
internal sealed class OpenApiDescription
{
    private readonly JsonNode _document;
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    private OpenApiDescription(JsonNode document) => _document = document;

    public static OpenApiDescription Read(string file)
    {
        var path = Path.Combine(Architecture.SourceTree.Root, "tests/Unit/Sandbox", file);

        // The validator resolves references within definitions; where they stand in the document makes no difference.
        var text = File.ReadAllText(path).Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return new OpenApiDescription(JsonNode.Parse(text)!); // a document is an object
    }

    /// <summary>What is wrong with an answer; empty when it is as described.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string operation, string path, HttpResponseMessage response)
    {
        var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var described = _document["paths"]?[path]?[operation]?["responses"]?[status]?["content"]?["application/json"]?["schema"];
        if (described is null)
        {
            return [$"{operation} {path}: status {status} is not described"];
        }

        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return [$"{operation} {path}: {response.Content.Headers.ContentType}"];
        }

        var reference = (string)described["$ref"]!; // all descriptions here are references
        if (!_schemas.TryGetValue(reference, out var schema))
        {
            var whole = new JsonObject
            {
                ["$ref"] = reference,
                ["definitions"] = _document["components"]!["schemas"]!.DeepClone(), // there are components
            };
            schema = _schemas[reference] = await JsonSchema.FromJsonAsync(whole.ToJsonString(), SandboxHost.Cancellation);
        }

        var body = await response.Content.ReadAsStringAsync(SandboxHost.Cancellation);
        return [.. schema.Validate(body, SchemaType.OpenApi3).Select(error => $"{operation} {path} {status}: {error}")];
    }
}
