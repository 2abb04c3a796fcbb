namespace CallImport.Sandbox.Faults;

/// <summary>What proxies answer when what is behind them does not: a page, where the caller expects data.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        var text = status switch
        {
            200 => "Please sign in",
            502 => "502 Bad Gateway",
            _ => "503 Service Temporarily Unavailable",
        };
        return context.Response.WriteAsync(
            $"<html>\n<head><title>{text}</title></head>\n<body><center><h1>{text}</h1></center></body>\n</html>\n", context.RequestAborted);
    }
}
