using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

internal static class GongJson
{
    /// <summary>Empty fields as null, which is what the live service sends.</summary>
    public static readonly JsonSerializerOptions Plain = VendorJson.Make(JsonIgnoreCondition.Never, JsonNamingPolicy.CamelCase);

    /// <summary>Empty fields left out, which is what the vendor's description allows.</summary>
    public static readonly JsonSerializerOptions WithoutNulls = VendorJson.Make(JsonIgnoreCondition.WhenWritingNull, JsonNamingPolicy.CamelCase);
}
