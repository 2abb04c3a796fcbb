using System.Globalization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Grain;

/// <summary>No schema is published; this is how errors were seen.</summary>
internal static class GrainErrors
{
    public static Task WriteAsync(HttpContext context, int status, string data) => VendorJson.WriteAsync(
        context,
        status,
        new
        {
            error = status switch
            {
                400 => "bad_request",
                401 => "unauthorized",
                403 => "forbidden",
                404 => "not_found",
                429 => "too_many_requests",
                _ => "internal_server_error",
            },
            data,
        },
        VendorJson.Snake);

    public static Task WriteRetryAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, "Rate limit exceeded");
    }
}
