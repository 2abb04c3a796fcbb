using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using static Microsoft.AspNetCore.Components.Web.RenderMode;

namespace CallImport.Web.Components;

public sealed partial class App
{
    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    private Viewer Viewer => Viewer.From(HttpContext.Request.Cookies);

    /// <summary>Pages that set cookies or report errors are plain HTML; all others hold a circuit.</summary>
    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? InteractiveServer : null;
}
