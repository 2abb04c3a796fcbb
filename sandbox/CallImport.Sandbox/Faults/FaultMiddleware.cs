using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Faults;

/// <summary>Stands before every vendor: switched off, slow, or failing instead of answering.</summary>
internal sealed class FaultMiddleware(
    RequestDelegate next, VendorRegister vendors, FaultBook faults, Availability availability, TimeProvider time)
{
    private static readonly FaultKind[] InsteadOfAnAnswer =
        [FaultKind.Reset, FaultKind.TooManyRequests, FaultKind.ServerError, FaultKind.BadGateway, FaultKind.Unavailable];

    /// <summary>Whether an answer came about by a fault, and not by what was asked.</summary>
    public static bool IsFault(HttpContext context) => context.Items.ContainsKey(typeof(Fault));

    public async Task InvokeAsync(HttpContext context)
    {
        if (vendors.At(context.Request.Path) is not { } place)
        {
            await next(context);
            return;
        }

        switch (availability.Off)
        {
            case OffMode.Reset or OffMode.Refused:
                context.Abort();
                return;
            case OffMode.Unavailable:
                await ErrorPages.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
                return;
        }

        var wait = place.Part == VendorPart.Media ? availability.MediaMilliseconds : availability.ApiMilliseconds;
        if (wait > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(wait), time, context.RequestAborted);
        }

        if (faults.Faults.Count > 0 && Hit(context.Request, place) is { } fault)
        {
            await FailAsync(context, place.Vendor, fault);
            return;
        }

        await next(context);
    }

    private Fault? Hit(HttpRequest request, VendorPath place)
    {
        foreach (var fault in faults.Faults)
        {
            var concerned = Array.IndexOf(InsteadOfAnAnswer, fault.Kind) >= 0
                && (fault.Vendor is null || fault.Vendor == place.Vendor.Slug)
                && (fault.Path is null ? place.Part == VendorPart.Api : request.Path.StartsWithSegments(fault.Path.TrimEnd('/')));
            if (concerned && faults.Strikes(fault, request.Path))
            {
                return fault;
            }
        }

        return null;
    }

    private static Task FailAsync(HttpContext context, Vendor vendor, Fault fault)
    {
        context.Items[typeof(Fault)] = fault;
        if (fault is { RetryAfter: > 0, Kind: FaultKind.TooManyRequests or FaultKind.Unavailable })
        {
            context.Response.Headers.RetryAfter = fault.RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        switch (fault.Kind)
        {
            case FaultKind.Reset:
                context.Abort();
                return Task.CompletedTask;
            case FaultKind.TooManyRequests:
                return vendor.WriteErrorAsync(context, StatusCodes.Status429TooManyRequests, "API rate limit exceeded");
            case FaultKind.ServerError:
                return vendor.WriteErrorAsync(context, StatusCodes.Status500InternalServerError, "Internal server error");
            case FaultKind.BadGateway:
                return ErrorPages.WriteAsync(context, StatusCodes.Status502BadGateway);
            default:
                return ErrorPages.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
