using CallImport.Infrastructure.Platforms;

namespace CallImport.Web.Endpoints;

internal static class PlatformLogoEndpoints
{
    /// <summary>Where the registry's <c>logo_url</c> points as long as nobody gives it another: a monogram, the same for every sign-in.</summary>
    public static void MapPlatformLogos(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/platforms/{name}.svg", (string name, PlatformCatalog catalog, HttpContext context) =>
        {
            if (catalog.Find(name) is not { } platform)
            {
                return Results.NotFound();
            }

            context.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(PlatformMonogram.Draw(platform), "image/svg+xml");
        }).AllowAnonymous();
}
