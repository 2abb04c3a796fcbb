using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

internal sealed record GongError(string RequestId, IReadOnlyList<string> Errors);

internal static class GongErrors
{
    public const string NoCalls = "No calls found corresponding to the provided filters";

    /// <summary>An id as they are put on every answer: 19 letters and digits.</summary>
    public static string RequestId(HttpContext context)
    {
        if (context.Items[typeof(GongError)] is string known)
        {
            return known;
        }

        const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var number = new BigInteger(Guid.NewGuid().ToByteArray(), isUnsigned: true);
        var id = string.Create(19, number, static (span, rest) =>
        {
            for (var at = 0; at < span.Length; at++, rest /= 36)
            {
                span[at] = Digits[(int)(rest % 36)];
            }
        });
        context.Items[typeof(GongError)] = id;
        context.Response.Headers["x-traceid"] = id;
        return id;
    }

    public static Task WriteAsync(HttpContext context, int status, string error) => WriteAsync(context, status, [error]);

    public static Task WriteAsync(HttpContext context, int status, IReadOnlyList<string> errors)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new GongError(RequestId(context), errors), GongJson.Plain);
    }

    public static Task WriteRetryAsync(HttpContext context, TimeSpan retryAfter, string error)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, error);
    }

    /// <summary>With the status that is set already.</summary>
    public static Task WriteAsync<T>(HttpContext context, T body, JsonSerializerOptions json) =>
        VendorJson.WriteAsync(context, context.Response.StatusCode, body, json, "application/json;charset=UTF-8");
}
