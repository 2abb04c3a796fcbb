using System.Globalization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Fathom;

/// <summary>No body is documented for errors; live ones were seen with a message, and a 429 as an empty page.</summary>
internal static class FathomErrors
{
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        return VendorJson.WriteAsync(context, status, new { message }, VendorJson.Snake);
    }

    public static Task WriteRetryAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, "");
    }
}
