using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>An OpenAPI description that requests and answers are held against, by a validator that knows nothing of the sandbox.</summary>
internal sealed class OpenApiDescription
{
    private const string Json = "application/json";

    /// <summary>Answers of one kind that passing traffic is checked for; hundreds more of them show nothing new.</summary>
    private const int Enough = 20;

    private readonly JsonNode _document;
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    private OpenApiDescription(JsonNode document) => _document = document;

    public static OpenApiDescription Read(string file)
    {
        var path = Path.Combine(Architecture.SourceTree.Root, "tests/Unit/Sandbox", file);

        // The validator resolves references within definitions; where they stand in the document makes no difference.
        var text = File.ReadAllText(path).Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return new OpenApiDescription(JsonNode.Parse(text)!); // a document is an object
    }

    /// <summary>The described path that an address belongs to; the most exact one.</summary>
    public string? PathOf(string address) => _document["paths"]!.AsObject() // there are paths
        .Select(pair => pair.Key)
        .Where(path => Fits(path.Split('/'), address.Split('/')))
        .MinBy(path => path.Count(letter => letter == '{'));

    public bool HasSeenEnough(string kind) => _seen.AddOrUpdate(kind, 1, (_, times) => times + 1) > Enough;

    /// <summary>What is wrong with an answer; empty when it is as described.</summary>
    /// <param name="mediaType">As which it has to come; the description always says JSON.</param>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string operation, string path, HttpResponseMessage response, string mediaType = Json)
    {
        var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var described = Resolve(_document["paths"]?[path]?[operation]?["responses"]?[status]);
        if (described is null)
        {
            return [$"{operation} {path}: status {status} is not described"];
        }

        if (described["content"]?[Json]?["schema"] is not { } schema)
        {
            return [];
        }

        return response.Content.Headers.ContentType?.MediaType == mediaType
            ? await ProblemsAsync($"{operation} {path} {status}", schema, await response.Content.ReadAsStringAsync(SandboxHost.Cancellation))
            : [$"{operation} {path}: {response.Content.Headers.ContentType}"];
    }

    /// <summary>What is wrong with a request: arguments that are not described, described ones that are missing, and the body.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string operation, string path, HttpRequestMessage request)
    {
        if (_document["paths"]?[path]?[operation] is not { } described)
        {
            return [$"{operation} {path} is not described"];
        }

        var parameters = (described["parameters"]?.AsArray() ?? []).Select(Resolve).OfType<JsonNode>().ToList();
        var given = (request.RequestUri?.Query.TrimStart('?') ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => Uri.UnescapeDataString(pair.Split('=')[0])).ToList();
        var known = parameters.Where(parameter => (string?)parameter["in"] == "query").Select(parameter => (string?)parameter["name"]);
        var problems = given.Except(known.OfType<string>()).Select(name => $"{operation} {path}: the argument {name} is not described").ToList();
        problems.AddRange(parameters
            .Where(parameter => (string?)parameter["in"] == "header" && (bool?)parameter["required"] == true)
            .Select(parameter => (string?)parameter["name"] ?? "")
            .Where(name => !request.Headers.Contains(name))
            .Select(name => $"{operation} {path}: the header {name} is missing"));
        if (described["requestBody"]?["content"]?[Json]?["schema"] is { } schema && request.Content is { } content)
        {
            problems.AddRange(await ProblemsAsync($"{operation} {path}, request", schema, await content.ReadAsStringAsync(SandboxHost.Cancellation)));
        }

        return problems;
    }

    private static bool Fits(string[] path, string[] address) =>
        path.Length == address.Length && path.Zip(address).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));

    private async Task<IReadOnlyList<string>> ProblemsAsync(string what, JsonNode described, string body)
    {
        var key = described.ToJsonString();
        if (!_schemas.TryGetValue(key, out var schema))
        {
            // One step down: the validator loses definitions that refer back to a root that is itself a reference.
            var whole = new JsonObject
            {
                ["allOf"] = new JsonArray(described.DeepClone()),
                ["definitions"] = _document["components"]!["schemas"]!.DeepClone(), // there are components
            };
            schema = _schemas[key] = await JsonSchema.FromJsonAsync(whole.ToJsonString(), SandboxHost.Cancellation);
        }

        return [.. schema.Validate(body, SchemaType.OpenApi3).Select(error => $"{what}: {error}")];
    }

    /// <summary>Parameters and responses may stand elsewhere in the document.</summary>
    private JsonNode? Resolve(JsonNode? node)
    {
        if ((string?)node?["$ref"] is not { } reference)
        {
            return node;
        }

        return reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)_document, (found, name) => found?[name]);
    }
}
