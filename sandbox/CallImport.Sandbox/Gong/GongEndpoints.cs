using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

internal static class GongEndpoints
{
    public static IServiceCollection AddGong(this IServiceCollection services) => services
        .AddSingleton<GongDirectory>()
        .AddSingleton<Vendor>(provider => provider.GetRequiredService<GongDirectory>())
        .AddSingleton<GongCursors>()
        .AddSingleton<GongTokens>()
        .AddSingleton<GongSignIn>()
        .AddSingleton<GongLists>()
        .AddSingleton<GongMapper>()
        .AddSingleton<GongCalls>()
        .AddSingleton<GongPeople>()
        .AddSingleton<GongConsent>()
        .AddSingleton<GongTokenEndpoint>();

    public static void MapGong(this WebApplication app)
    {
        foreach (var root in new[] { GongPaths.Api, GongPaths.CustomerApi })
        {
            var api = app.MapGroup(root);
            api.AddEndpointFilter(app.Services.GetRequiredService<GongSignIn>());
            api.MapGet("/calls", (HttpContext context, GongCalls calls) => calls.ListAsync(context));
            api.MapPost("/calls", (HttpContext context) => GongErrors.WriteAsync(context, 400, [
                "clientUniqueId: must not be null", "actualStart: must not be null", "direction: must not be null",
                "parties: must not be null", "primaryUser: must not be null"]));
            api.MapGet("/calls/{id}", (HttpContext context, string id, GongCalls calls) => calls.GetAsync(context, id));
            api.MapPost("/calls/extensive", (HttpContext context, GongCalls calls) => calls.ExtensiveAsync(context));
            api.MapPost("/calls/transcript", (HttpContext context, GongCalls calls) => calls.TranscriptsAsync(context));
            api.MapGet("/users", (HttpContext context, GongPeople people) => people.UsersAsync(context));
            api.MapGet("/workspaces", (HttpContext context, GongPeople people) => people.WorkspacesAsync(context));
            api.MapFallback((HttpContext context) => GongErrors.WriteAsync(context, 404, "There is nothing at this address"));
        }

        app.MapMethods($"{GongPaths.Media}/{{slug}}/{{id}}.mp3", [HttpMethods.Get, HttpMethods.Head],
            (HttpContext context, string slug, string id, GongDirectory directory, RecordingServer recordings) =>
            {
                var company = directory.Find(slug);
                return recordings.ServeSignedAsync(context, directory, company, company?.World.Find(id));
            });

        var oauth = app.MapGroup(GongPaths.OAuth);
        oauth.MapGet("/authorize", (HttpContext context, GongConsent consent) => consent.ShowAsync(context));
        oauth.MapPost("/authorize", (HttpContext context, GongConsent consent) => consent.DecideAsync(context));
        oauth.MapPost("/generate-customer-token", (HttpContext context, GongTokenEndpoint tokens) => tokens.ExchangeAsync(context));
    }
}
