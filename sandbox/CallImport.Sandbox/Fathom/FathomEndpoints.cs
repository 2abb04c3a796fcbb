using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Fathom;

internal static class FathomEndpoints
{
    public static IServiceCollection AddFathom(this IServiceCollection services) => services
        .AddSingleton<FathomDirectory>()
        .AddSingleton<Vendor>(provider => provider.GetRequiredService<FathomDirectory>())
        .AddSingleton<FathomTokens>()
        .AddSingleton<FathomSignIn>()
        .AddSingleton<FathomMapper>()
        .AddSingleton<FathomMeetings>()
        .AddSingleton<FathomRecordings>()
        .AddSingleton<FathomDownloads>()
        .AddSingleton<FathomHooks>();

    public static void MapFathom(this WebApplication app)
    {
        var api = app.MapGroup(FathomPaths.Root);
        api.AddEndpointFilter(app.Services.GetRequiredService<FathomSignIn>());
        api.MapGet("/meetings", (HttpContext context, FathomMeetings meetings) => meetings.ListAsync(context));
        api.MapGet("/recordings/{id:long}/transcript", (HttpContext context, long id, FathomRecordings recordings) => recordings.TranscriptAsync(context, id));
        api.MapGet("/recordings/{id:long}/summary", (HttpContext context, long id) => FathomRecordings.SummaryAsync(context, id));
        api.MapPost("/recordings/{id:long}/download", (HttpContext context, long id, FathomDownloads downloads) => downloads.StartAsync(context, id));
        api.MapGet("/recordings/{id:long}/downloads/{download}", (HttpContext context, long id, string download, FathomDownloads downloads) =>
            downloads.AskAsync(context, id, download));
        api.MapGet("/teams", (HttpContext context) => NamesAsync(context, new FathomNamed("Sales", "2023-04-03T09:00:00Z")));
        api.MapGet("/meeting_types", (HttpContext context) => NamesAsync(
            context, new { name = "Discovery", status = "active", created_at = "2023-04-03T09:00:00Z" }));
        api.MapPost("/webhooks", (HttpContext context, FathomHooks hooks) => hooks.CreateAsync(context));
        api.MapDelete("/webhooks/{id}", (HttpContext context, string id, FathomHooks hooks) => hooks.DeleteAsync(context, id));
        api.MapFallback((HttpContext context) => FathomErrors.WriteAsync(context, 404, "Not found"));

        app.MapMethods($"{FathomPaths.Media}/{{slug}}/{{id:long}}.mp3", [HttpMethods.Get, HttpMethods.Head],
            (HttpContext context, string slug, long id, FathomDirectory directory, RecordingServer recordings) =>
            {
                var company = directory.Find(slug);
                return recordings.ServeSignedAsync(context, directory, company, company?.Recording(id)?.Index);
            });

        var oauth = app.MapGroup(FathomPaths.OAuth);
        oauth.MapGet("/authorize", (HttpContext context, FathomDirectory directory, FathomTokens tokens, SandboxOptions options) =>
            ConsentPage.ShowAsync(context, App(directory, tokens, options)));
        oauth.MapPost("/authorize", (HttpContext context, FathomDirectory directory, FathomTokens tokens, SandboxOptions options) =>
            ConsentPage.DecideAsync(context, App(directory, tokens, options)));
        oauth.MapPost("/token", (HttpContext context, FathomTokens tokens) => tokens.ExchangeAsync(context));
    }

    private static Task NamesAsync(HttpContext context, object item) =>
        VendorJson.WriteAsync(context, 200, new FathomPage<object>(10, null, [item]), VendorJson.Snake);

    private static ConsentApp App(FathomDirectory directory, FathomTokens tokens, SandboxOptions options) => new()
    {
        Vendor = directory.Name,
        Company = directory.Sample.Name,
        Address = $"{FathomPaths.OAuth}/authorize",
        ClientId = ConsentPage.ClientId,
        RedirectUris = options.Fathom.RedirectUris,
        Scopes = FathomTokens.Scopes,
        Allow = (scopes, redirectUri, _) => tokens.Allow(directory.Sample, scopes, redirectUri),
    };
}
