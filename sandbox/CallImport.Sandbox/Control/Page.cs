using System.Net;

namespace CallImport.Sandbox.Control;

/// <summary>The plain frame of the sandbox's pages.</summary>
internal static class Page
{
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:3rem auto;padding:0 1rem;color:#1c2530;background:#f7f8fa}
        h1{font-size:1.6rem}h2{margin-top:2rem}code{background:#e8ebf0;border-radius:4px;padding:.1rem .35rem;user-select:all;white-space:nowrap}
        table{border-collapse:collapse;width:100%;background:#fff;border-radius:8px;overflow:hidden}
        th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid #e2e6ec;vertical-align:top}
        button{font:inherit;padding:.5rem 1.4rem;border-radius:6px;border:1px solid #3c4fd0;background:#3c4fd0;color:#fff;cursor:pointer}
        button.quiet{background:#fff;color:#3c4fd0}
        @media(prefers-color-scheme:dark){body{background:#14181f;color:#e4e8ee}table{background:#1d232c}code{background:#2b333f}
        th,td{border-color:#313a47}a{color:#9fb0ff}button.quiet{background:#1d232c;color:#9fb0ff}}
        """;

    public static Task WriteAsync(HttpContext context, string title, string body)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XFrameOptions = "DENY";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)} · Sandbox</title><link rel="icon" href="data:,"><style>{Style}</style></head>
            <body><main><h1>{WebUtility.HtmlEncode(title)}</h1>
            {body}
            </main></body></html>
            """, context.RequestAborted);
    }
}
