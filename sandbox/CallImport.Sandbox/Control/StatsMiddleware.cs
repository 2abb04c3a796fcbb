using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Control;

/// <summary>Counts every request to a vendor, also those that end in a fault.</summary>
internal sealed class StatsMiddleware(RequestDelegate next, VendorRegister vendors, RequestStats stats)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (vendors.At(context.Request.Path) is not { } place)
        {
            await next(context);
            return;
        }

        var name = place.Vendor.CredentialIn(context.Request);
        var credential = place.Part == VendorPart.Api && name is not null ? stats.Credential(name) : null;
        var vendor = place.Part == VendorPart.Api ? stats.Vendor(place.Vendor.Slug) : null;
        credential?.Arrived();
        vendor?.Arrived();
        var isRecording = place.Vendor.ServesRecordingsAt(context.Request.Path);
        if (isRecording)
        {
            var headers = context.Request.Headers;
            stats.MediaStarts(place.Part == VendorPart.Media && (name is not null || headers.Authorization.Count > 0 || headers.Cookie.Count > 0));
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The other side has gone.
        }
        finally
        {
            var status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
            stats.Count(Route(context), status);
            vendor?.Answered(status, FaultMiddleware.IsFault(context));
            if (isRecording)
            {
                stats.MediaEnds(context.Response.ContentLength ?? 0);
            }

            var retryAfter = context.Response.Headers.RetryAfter.ToString();
            if (double.TryParse(retryAfter, CultureInfo.InvariantCulture, out var seconds))
            {
                credential?.WasTold(TimeSpan.FromSeconds(seconds));
            }
        }
    }

    /// <summary>The pattern of the route, so that a hundred thousand calls stay one line.</summary>
    private static string Route(HttpContext context)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path;
        return $"{context.Request.Method} {pattern}";
    }
}
