using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallImport.Sandbox.Gong;

internal static class GongJson
{
    /// <summary>Empty fields as null, which is what the live service sends.</summary>
    public static readonly JsonSerializerOptions Plain = Make(JsonIgnoreCondition.Never);

    /// <summary>Empty fields left out, which is what the vendor's description allows.</summary>
    public static readonly JsonSerializerOptions WithoutNulls = Make(JsonIgnoreCondition.WhenWritingNull);

    private static JsonSerializerOptions Make(JsonIgnoreCondition nulls) => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = nulls,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
    };
}
