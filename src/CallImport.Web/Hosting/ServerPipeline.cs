using CallImport.Web.Auth;
using CallImport.Web.Components;
using CallImport.Web.Endpoints;
using CallImport.Web.GraphQL;

namespace CallImport.Web.Hosting;

/// <summary>What a request passes, in this order, and where it can end.</summary>
internal static class ServerPipeline
{
    public static void MapServer(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<HostSettings>();
        app.UseTrustedProxies(settings.App);
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseWhen(IsPageRequest, pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseSecurityHeaders(settings.IsHttps);
        app.UseMetrics();
        app.UseWebhooks();
        app.UseWebSockets();
        app.UseSameOriginGuard(settings.App.PublicUrl);
        app.UseRouting();
        app.UseAuthentication();
        app.UseTokenRefusal();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseAccount();

        app.MapHealth();
        app.MapSignIn();
        app.MapOAuth();
        app.MapRecordings();
        app.MapExports();
        app.MapPlatformLogos();
        app.MapGraphQLApi();
        app.MapComponents();
        app.AnnounceDemo();
    }

    /// <summary>Programs get a status, people a page.</summary>
    private static bool IsPageRequest(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
