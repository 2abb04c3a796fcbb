using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

internal static class RingCentralEndpoints
{
    private const string Account = "/restapi/v1.0/account/{accountId}";

    public static IServiceCollection AddRingCentral(this IServiceCollection services) => services
        .AddSingleton<RingCentralDirectory>()
        .AddSingleton<Vendor>(provider => provider.GetRequiredService<RingCentralDirectory>())
        .AddSingleton<RingCentralTokens>()
        .AddSingleton<RingCentralTokenEndpoint>()
        .AddSingleton<RingCentralConsent>()
        .AddSingleton<RingCentralSubscriptions>()
        .AddSingleton<RingCentralMapper>()
        .AddSingleton<RingCentralCallLog>()
        .AddSingleton<RingCentralExtensions>()
        .AddSingleton<RingCentralRecordings>();

    public static void MapRingCentral(this WebApplication app)
    {
        var tokens = app.Services.GetRequiredService<RingCentralTokens>();
        var api = app.MapGroup(RingCentralPaths.Root);
        api.MapGet($"{Account}/extension/{{extensionId}}", (HttpContext context) => RingCentralRecordings.ExtensionAsync(context))
            .AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Light, RingCentralScopes.Accounts));
        api.MapGet($"{Account}/extension", (HttpContext context, RingCentralExtensions extensions) => extensions.ListAsync(context))
            .AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Medium, RingCentralScopes.Accounts, RingCentralScopes.Extensions));
        api.MapGet($"{Account}/call-log", (HttpContext context, RingCentralCallLog log) => log.ListAsync(context))
            .AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Heavy, RingCentralScopes.CallLog, RingCentralScopes.CompanyCallLog));
        api.MapGet($"{Account}/recording/{{id}}", (HttpContext context, string id, RingCentralRecordings recordings) => recordings.GetAsync(context, id))
            .AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Heavy, RingCentralScopes.Recording));
        api.MapGet(
                "/ai/ringsense/v1/public/accounts/{accountId}/domains/{domain}/records/{id}/insights",
                (HttpContext context, string id, RingCentralRecordings recordings) => recordings.InsightsAsync(context, id))
            .AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Light, RingCentralScopes.RingSense));

        MapSubscriptions(api.MapGroup("/restapi/v1.0/subscription"), tokens);
        app.MapGet($"/_control/{RingCentralPaths.Vendor}/subscriptions", (RingCentralSubscriptions book) => book.All);
        app.MapPost($"/_control/{RingCentralPaths.Vendor}/subscriptions", (RingCentralSetSubscriptions body, RingCentralSubscriptions book) => book.Set(body));

        app.MapMethods(
                $"{RingCentralPaths.Media}{Account}/recording/{{id}}/content",
                [HttpMethods.Get, HttpMethods.Head],
                (HttpContext context, string id, RingCentralRecordings recordings) => recordings.ContentAsync(context, id))
            .AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Heavy, RingCentralScopes.Recording));

        var oauth = app.MapGroup(RingCentralPaths.OAuth);
        oauth.MapGet("/authorize", (HttpContext context, RingCentralConsent consent) => consent.ShowAsync(context));
        oauth.MapPost("/authorize", (HttpContext context, RingCentralConsent consent) => consent.DecideAsync(context));
        oauth.MapPost("/token", (HttpContext context, RingCentralTokenEndpoint endpoint) => endpoint.ExchangeAsync(context));
        oauth.MapPost("/revoke", (HttpContext context, RingCentralTokenEndpoint endpoint) => endpoint.RevokeAsync(context));
    }

    private static void MapSubscriptions(RouteGroupBuilder subscriptions, RingCentralTokens tokens)
    {
        var light = subscriptions.MapGroup("").AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Light, RingCentralScopes.Webhooks));
        light.MapGet("", (HttpContext context, RingCentralSubscriptions book) => book.ListAsync(context));
        light.MapGet("/{id}", (HttpContext context, string id, RingCentralSubscriptions book) => book.ShowAsync(context, id));
        light.MapPost("/{id}/renew", (HttpContext context, string id, RingCentralSubscriptions book) => book.RenewAsync(context, id));

        var medium = subscriptions.MapGroup("").AddEndpointFilter(new RingCentralSignIn(tokens, RingCentralLimiter.Medium, RingCentralScopes.Webhooks, RingCentralScopes.CallControl));
        medium.MapPost("", (HttpContext context, RingCentralSubscriptions book) => book.CreateAsync(context));
        medium.MapPut("/{id}", (HttpContext context, string id, RingCentralSubscriptions book) => book.UpdateAsync(context, id));
        medium.MapDelete("/{id}", (HttpContext context, string id, RingCentralSubscriptions book) => book.DeleteAsync(context, id));
    }
}
