using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallImport.Web.GraphQL.Reference;

/// <summary>An operation that asks one root field for everything that can be asked without further arguments: ready to be tried and cut down.</summary>
/// <param name="Query">The document.</param>
/// <param name="Variables">JSON object with every variable that the document declares.</param>
public sealed record ApiOperation(string Name, string Query, string Variables)
{
    private const int Deepest = 4;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="samples">Values to begin with.</param>
    public static ApiOperation Of(ApiReference reference, ApiType root, ApiField field, ApiSamples samples)
    {
        var values = new JsonObject();
        var declared = new List<string>();
        foreach (var argument in field.Arguments)
        {
            var value = samples.Of(reference, field.Name, argument);
            if (value is not null || argument.Type.IsRequired)
            {
                declared.Add($"${argument.Name}: {argument.Type}");
                values[argument.Name] = value;
            }
        }

        var name = char.ToUpperInvariant(field.Name[0]) + field.Name[1..];
        var text = new StringBuilder($"{root.Name.ToLowerInvariant()} {name}");
        if (declared.Count > 0)
        {
            text.Append('(').AppendJoin(", ", declared).Append(')');
        }

        text.Append(" {\n  ").Append(field.Name);
        if (declared.Count > 0)
        {
            text.Append('(').AppendJoin(", ", values.Select(pair => $"{pair.Key}: ${pair.Key}")).Append(')');
        }

        AppendSelection(text, reference, field.Type.Name, "  ", [root.Name]);
        text.Append("\n}\n");
        return new ApiOperation(field.Name, text.ToString(), values.Count == 0 ? "" : values.ToJsonString(Indented));
    }

    /// <param name="around">Types that this one is within: none is entered twice.</param>
    private static void AppendSelection(StringBuilder text, ApiReference reference, string typeName, string indent, IReadOnlyList<string> around)
    {
        if (reference.Find(typeName) is not { Kind: ApiTypeKind.Composite } type)
        {
            return;
        }

        text.Append(" {\n");
        foreach (var field in type.Fields.Where(field => MayBeAsked(reference, field, around)))
        {
            text.Append(indent).Append("  ").Append(field.Name);
            AppendSelection(text, reference, field.Type.Name, indent + "  ", [.. around, typeName]);
            text.Append('\n');
        }

        text.Append(indent).Append('}');
    }

    private static bool MayBeAsked(ApiReference reference, ApiField field, IReadOnlyList<string> around) =>
        field.Deprecation is null
        && !field.Arguments.Any(argument => argument.Type.IsRequired)
        && (reference.Find(field.Type.Name) is not { Kind: ApiTypeKind.Composite } || MayBeEntered(field, around));

    /// <summary>Items of a list of unknown length are asked for their own values only: what lies below would be too much at once.</summary>
    private static bool MayBeEntered(ApiField field, IReadOnlyList<string> around) =>
        around.Count < Deepest && !around.Contains(field.Type.Name) && !around.SkipLast(1).Any(IsPage);

    private static bool IsPage(string typeName) => typeName.EndsWith("Connection", StringComparison.Ordinal);
}
