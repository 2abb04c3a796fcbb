using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

internal static class GrainEndpoints
{
    public static IServiceCollection AddGrain(this IServiceCollection services) => services
        .AddSingleton<GrainDirectory>()
        .AddSingleton<Vendor>(provider => provider.GetRequiredService<GrainDirectory>())
        .AddSingleton<GrainTokens>()
        .AddSingleton<GrainSignIn>()
        .AddSingleton<GrainMapper>()
        .AddSingleton<GrainRecordings>()
        .AddSingleton<GrainMedia>()
        .AddSingleton<GrainHooks>();

    public static void MapGrain(this WebApplication app)
    {
        var api = app.MapGroup(GrainPaths.Api);
        api.AddEndpointFilter(app.Services.GetRequiredService<GrainSignIn>());
        api.MapPost("/recordings", (HttpContext context, GrainRecordings recordings) => recordings.ListAsync(context));
        api.MapPost("/recordings/{id:guid}", (HttpContext context, Guid id, GrainRecordings recordings) => recordings.GetAsync(context, id));
        api.MapGet("/recordings/{id:guid}/transcript", (HttpContext context, Guid id, GrainMedia media) => media.TranscriptAsync(context, id));
        api.MapGet("/recordings/{id:guid}/transcript.txt", (HttpContext context, Guid id, GrainMedia media) => media.TextAsync(context, id));
        api.MapGet("/recordings/{id:guid}/download", (HttpContext context, Guid id, GrainMedia media) => media.DownloadAsync(context, id));
        api.MapPost("/teams", (HttpContext context) => VendorJson.WriteAsync(context, 200, new { teams = new[] { GrainMapper.Sales } }, VendorJson.Snake));
        api.MapPost("/meeting_types", (HttpContext context) =>
            VendorJson.WriteAsync(context, 200, new { meeting_types = new[] { GrainMapper.SalesMeeting } }, VendorJson.Snake));
        api.MapPost("/users", (HttpContext context, Stage stage) => VendorJson.WriteAsync(
            context,
            200,
            new { users = stage.People.All.Where(person => !person.IsCustomer).Select(person => new GrainUser(GrainMapper.PersonId(person), person.Name, person.Email)) },
            VendorJson.Snake));
        api.MapPost("/hooks/create", (HttpContext context, GrainHooks hooks) => hooks.CreateAsync(context));
        api.MapPost("/hooks", (HttpContext context, GrainHooks hooks) => hooks.ListAsync(context));
        api.MapDelete("/hooks/{id:guid}", (HttpContext context, Guid id, GrainHooks hooks) => hooks.DeleteAsync(context, id));
        app.MapFallback($"{GrainPaths.Root}/{{**path}}", (HttpContext context) =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("Not Found", context.RequestAborted);
        });

        app.MapMethods($"{GrainPaths.Media}/{{slug}}/{{id:guid}}.mp3", [HttpMethods.Get, HttpMethods.Head],
            (HttpContext context, string slug, Guid id, GrainDirectory directory, RecordingServer recordings) =>
            {
                var company = directory.Find(slug);
                return recordings.ServeSignedAsync(context, directory, company, company?.Find(id));
            });

        var oauth = app.MapGroup(GrainPaths.OAuth);
        oauth.MapGet("/authorize", (HttpContext context, GrainDirectory directory, GrainTokens tokens, SandboxOptions options) =>
            ConsentPage.ShowAsync(context, App(directory, tokens, options)));
        oauth.MapPost("/authorize", (HttpContext context, GrainDirectory directory, GrainTokens tokens, SandboxOptions options) =>
            ConsentPage.DecideAsync(context, App(directory, tokens, options)));
        oauth.MapPost("/token", (HttpContext context, GrainTokens tokens) => tokens.ExchangeAsync(context));
    }

    private static ConsentApp App(GrainDirectory directory, GrainTokens tokens, SandboxOptions options) => new()
    {
        Vendor = directory.Name,
        Company = directory.Sample.Name,
        Address = $"{GrainPaths.OAuth}/authorize",
        ClientId = ConsentPage.ClientId,
        RedirectUris = options.Grain.RedirectUris,
        Scopes = new HashSet<string>(),
        NeedsChallenge = true,
        Allow = (scopes, redirectUri, challenge) => tokens.Allow(directory.Sample, scopes, redirectUri, challenge),
    };
}
