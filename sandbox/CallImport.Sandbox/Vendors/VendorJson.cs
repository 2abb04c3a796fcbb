using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallImport.Sandbox.Vendors;

/// <summary>JSON as vendors write it.</summary>
internal static class VendorJson
{
    /// <summary>snake_case names, empty fields as null.</summary>
    public static readonly JsonSerializerOptions Snake = Make(JsonIgnoreCondition.Never, JsonNamingPolicy.SnakeCaseLower);

    public static JsonSerializerOptions Make(JsonIgnoreCondition nulls, JsonNamingPolicy? naming) => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = nulls,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        PropertyNamingPolicy = naming,
    };

    public static async Task WriteAsync<T>(
        HttpContext context, int status, T body, JsonSerializerOptions json, string contentType = "application/json; charset=utf-8")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, json);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <returns>null when the body is empty or not JSON of the expected form</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonSerializerOptions json)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, json, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
