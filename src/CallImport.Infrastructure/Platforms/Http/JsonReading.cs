using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Reads vendors' JSON, in which everything may be null, absent or of a neighbouring type. Nothing here throws.</summary>
internal static class JsonReading
{
    /// <summary>Text, or the digits of a number as they were written; null when absent or blank.</summary>
    public static string? Text(this JsonElement parent, string name)
    {
        var value = parent.Property(name);
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    public static double? Number(this JsonElement parent, string name) =>
        double.TryParse(parent.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <returns>an undefined element when there is none</returns>
    public static JsonElement Property(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A copy to be changed, empty when it is no object. Of a name that comes twice the last one counts, as when reading.</summary>
    public static JsonObject Copy(this JsonElement source)
    {
        var copy = new JsonObject();
        if (source.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in source.EnumerateObject())
            {
                copy[property.Name] = Node(property.Value);
            }
        }

        return copy;
    }

    private static JsonNode? Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.Copy(),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Node)]),
        _ => JsonValue.Create(value.Clone()),
    };
}
