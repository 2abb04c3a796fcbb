using System.Globalization;
using System.Net.Http.Headers;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Gong;

namespace CallImport.Sandbox.Control;

/// <summary>Counts every request to a vendor, also those that end in a fault.</summary>
internal sealed class StatsMiddleware(RequestDelegate next, RequestStats stats)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var vendor = VendorPath.Of(context.Request.Path);
        if (vendor is null)
        {
            await next(context);
            return;
        }

        var authorization = context.Request.Headers.Authorization.ToString();
        var credential = vendor.IsApi && Name(authorization) is { } name ? stats.Credential(name) : null;
        credential?.Arrived();
        if (vendor.IsMedia)
        {
            stats.MediaStarts(authorization.Length > 0 || context.Request.Headers.Cookie.Count > 0);
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
            if (vendor.IsMedia)
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

    /// <summary>Tells credentials apart without keeping a secret: the key, or a mark of the token.</summary>
    private static string? Name(string authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header))
        {
            return null;
        }

        return header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? GongSignIn.Decode(header.Parameter)?.Split(':')[0]
            : $"token-{World.Chance.Hash(header.Parameter ?? ""):x16}";
    }
}
