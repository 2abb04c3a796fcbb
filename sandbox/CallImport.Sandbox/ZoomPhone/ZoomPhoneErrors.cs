using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Errors as Zoom writes them: flat, with a code of its own beside the status.</summary>
internal static class ZoomPhoneErrors
{
    public static readonly JsonSerializerOptions Json = VendorJson.Make(JsonIgnoreCondition.WhenWritingNull, JsonNamingPolicy.SnakeCaseLower);

    public static Task WriteAsync(HttpContext context, int status, int code, string message) =>
        VendorJson.WriteAsync(context, status, new { code, message }, Json, "application/json");

    public static Task BadFieldAsync(HttpContext context, string field, string message) => VendorJson.WriteAsync(
        context, 400, new { code = 300, message = "Validation Failed.", errors = new[] { new { field, message } } }, Json, "application/json");

    public static Task NoFileAsync(HttpContext context) => WriteAsync(context, 400, 404, "File does not exist.");

    public static Task TooManyAsync(HttpContext context, string label, int limit)
    {
        var headers = context.Response.Headers;
        headers["X-RateLimit-Category"] = label;
        headers["X-RateLimit-Type"] = "QPS";
        headers["X-RateLimit-Limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = "0";
        return WriteAsync(context, 429, 429, "You have reached the maximum per-second rate limit for this API. Try again later.");
    }

    public static Task WriteAsync(HttpContext context, int status, string text) => WriteAsync(context, status, status switch { 401 => 124, 400 => 300, _ => status }, text);
}
