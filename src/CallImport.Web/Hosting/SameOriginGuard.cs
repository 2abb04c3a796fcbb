using CallImport.Web.Auth;

namespace CallImport.Web.Hosting;

/// <summary>
/// Refuses what another site's page makes a browser send with our cookie: WebSockets, which know no preflight, and changes.
/// Programs that bring a token of their own, and those that send no Origin, are not browsers with our cookie.
/// </summary>
internal static class SameOriginGuard
{
    public static void UseSameOriginGuard(this IApplicationBuilder app, Uri? publicUrl) => app.Use(async (context, next) =>
    {
        if (IsForeign(context.Request, publicUrl) && !BearerHeader.IsOn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    private static bool IsForeign(HttpRequest request, Uri? publicUrl)
    {
        var origin = request.Headers.Origin.ToString();
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        var isSocket = request.HttpContext.WebSockets.IsWebSocketRequest || request.Headers.ContainsKey("Sec-WebSocket-Key") || HttpMethods.IsConnect(request.Method);
        return origin.Length > 0 && (isSocket || !isRead)
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            && !origin.Equals(publicUrl?.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
    }
}
