using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Five29;

internal static class Five29Endpoints
{
    public static IServiceCollection AddFive29(this IServiceCollection services) => services
        .AddSingleton<Five29Directory>()
        .AddSingleton<Vendor>(provider => provider.GetRequiredService<Five29Directory>())
        .AddSingleton<Five29Reports>();

    public static void MapFive29(this WebApplication app)
    {
        app.MapPost(Five29Paths.Service, (HttpContext context, Five29Reports reports) => reports.AnswerAsync(context));
        app.MapFallback($"{Five29Paths.Root}/{{**path}}", (HttpContext context) => Five29Envelopes.PlainAsync(context, StatusCodes.Status404NotFound, "Not Found"));
    }
}
