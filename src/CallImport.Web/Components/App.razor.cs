using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Diagnostics;
using static Microsoft.AspNetCore.Components.Web.RenderMode;

namespace CallImport.Web.Components;

public sealed partial class App
{
    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    /// <summary>What stands in the browser's address bar, also when another page is shown in its place.</summary>
    private string Address => HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } original
        ? $"{original.OriginalPath}{original.OriginalQueryString}"
        : $"{HttpContext.Request.Path}{HttpContext.Request.QueryString}";

    private Viewer Viewer => Viewer.From(HttpContext.Request.Cookies) with { Account = HttpContext.Features.Get<Account>() };

    /// <summary>Pages that set cookies or report errors are plain HTML; all others hold a circuit.</summary>
    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? InteractiveServer : null;
}
