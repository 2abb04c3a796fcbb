using GraphQL;
using GraphQL.Utilities;

namespace CallImport.Web.GraphQL;

/// <summary>The schema in its own language, descriptions included; the same text for the same schema.</summary>
internal static class SchemaText
{
    public static string Of(CallImportSchema schema)
    {
        schema.Initialize();
        var text = schema.Print(new PrintOptions { IncludeDescriptions = true, StringComparison = StringComparison.Ordinal });
        return text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }
}
