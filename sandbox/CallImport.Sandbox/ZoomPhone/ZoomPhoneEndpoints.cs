using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

internal static class ZoomPhoneEndpoints
{
    public static IServiceCollection AddZoomPhone(this IServiceCollection services) => services
        .AddSingleton<ZoomPhoneDirectory>()
        .AddSingleton<Vendor>(provider => provider.GetRequiredService<ZoomPhoneDirectory>())
        .AddSingleton<ZoomPhoneTokens>()
        .AddSingleton<ZoomPhoneTokenEndpoint>()
        .AddSingleton<ZoomPhoneConsent>()
        .AddSingleton<ZoomPhonePageTokens>()
        .AddSingleton<ZoomPhoneAnnouncer>()
        .AddSingleton<ZoomPhoneMapper>()
        .AddSingleton<ZoomPhoneList>()
        .AddSingleton<ZoomPhoneUsers>()
        .AddSingleton<ZoomPhoneFiles>();

    public static void MapZoomPhone(this WebApplication app)
    {
        var tokens = app.Services.GetRequiredService<ZoomPhoneTokens>();
        foreach (var root in new[] { ZoomPhonePaths.Root, ZoomPhonePaths.Versioned })
        {
            var api = app.MapGroup(root);
            api.MapGet("/phone/recordings", (HttpContext context, ZoomPhoneList list) => list.ListAsync(context))
                .AddEndpointFilter(new ZoomPhoneSignIn(tokens, ZoomPhoneSignIn.Medium, ZoomPhoneScopes.List));
            api.MapGet("/phone/recording/download/{id}", (HttpContext context, string id, ZoomPhoneFiles files) => files.RecordingAsync(context, id))
                .AddEndpointFilter(new ZoomPhoneSignIn(tokens, ZoomPhoneSignIn.Medium, ZoomPhoneScopes.Recording));
            api.MapGet("/phone/recording_transcript/download/{id}", (HttpContext context, string id, ZoomPhoneFiles files) => files.TranscriptAsync(context, id))
                .AddEndpointFilter(new ZoomPhoneSignIn(tokens, ZoomPhoneSignIn.Light, ZoomPhoneScopes.Transcript));
            api.MapGet("/phone/users", (HttpContext context, ZoomPhoneUsers users) => users.ListAsync(context))
                .AddEndpointFilter(new ZoomPhoneSignIn(tokens, ZoomPhoneSignIn.Medium, ZoomPhoneScopes.Users));
            api.MapGet("/users/{userId}", (HttpContext context) => ZoomPhoneMapper.WriteUserAsync(context))
                .AddEndpointFilter(new ZoomPhoneSignIn(tokens, ZoomPhoneSignIn.Light, ZoomPhoneScopes.User));
        }

        app.MapMethods(
            $"{ZoomPhonePaths.Files}/recordings/{{slug}}/{{id}}.mp3",
            [HttpMethods.Get, HttpMethods.Head],
            (HttpContext context, string slug, string id, ZoomPhoneFiles files) => files.ServeRecordingAsync(context, slug, id));
        app.MapGet(
            $"{ZoomPhonePaths.Files}/transcripts/{{slug}}/{{id}}.json",
            (HttpContext context, string slug, string id, ZoomPhoneFiles files) => files.ServeTranscriptAsync(context, slug, id));

        app.MapPost(
            $"/_control/{ZoomPhonePaths.Vendor}/webhook",
            (ZoomPhoneEventAddress body, ZoomPhoneAnnouncer announcer, CancellationToken cancellationToken) => announcer.SetAsync(body, cancellationToken));

        var oauth = app.MapGroup(ZoomPhonePaths.OAuth);
        oauth.MapGet("/authorize", (HttpContext context, ZoomPhoneConsent consent) => consent.ShowAsync(context));
        oauth.MapPost("/authorize", (HttpContext context, ZoomPhoneConsent consent) => consent.DecideAsync(context));
        oauth.MapPost("/token", (HttpContext context, ZoomPhoneTokenEndpoint endpoint) => endpoint.ExchangeAsync(context));
        oauth.MapPost("/revoke", (HttpContext context, ZoomPhoneTokenEndpoint endpoint) => endpoint.RevokeAsync(context));
    }
}
