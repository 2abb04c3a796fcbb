using System.Text.Encodings.Web;
using System.Text.Json;

namespace CallImport.Domain.Calls;

/// <summary>The one way participants, segments and insights are written into jsonb columns and read back: camelCase, lenient on reading.</summary>
public static class CallJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        // Stored as data in jsonb, never pasted into a page: names and words keep their letters instead of \u escapes.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
