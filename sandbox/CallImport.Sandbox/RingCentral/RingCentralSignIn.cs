using System.Globalization;
using System.Net.Http.Headers;

namespace CallImport.Sandbox.RingCentral;

/// <summary>Before every API call: who is it, have they asked too often, and may they?</summary>
internal sealed class RingCentralSignIn(RingCentralTokens tokens, string group, params string[] needed) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (TokenIn(http.Request) is not { } token)
        {
            await RingCentralErrors.WriteAsync(http, 401, new RingCentralProblem("AGW-401", "Authorization header is not specified"));
            return Results.Empty;
        }

        if (tokens.Find(token) is not { } grant)
        {
            await RingCentralErrors.WriteAsync(http, 401, new RingCentralProblem("OAU-149", "The access token is invalid or has expired"), "TokenInvalid");
            return Results.Empty;
        }

        var limiter = grant.Company.Limiter;
        var wait = limiter.Refuse(group);
        Tell(http.Response.Headers, limiter);
        if (wait is not null)
        {
            await RingCentralErrors.TooManyAsync(http, wait.Value);
            return Results.Empty;
        }

        if (needed.FirstOrDefault(right => !grant.Scopes.Contains(right)) is { } missing)
        {
            await RingCentralErrors.MayNotAsync(http, missing);
            return Results.Empty;
        }

        if (http.GetRouteValue("accountId") is string account && account != "~" && account != grant.Company.AccountId)
        {
            await RingCentralErrors.NotFoundAsync(http, "accountId");
            return Results.Empty;
        }

        http.Items[typeof(RingCentralCaller)] = new RingCentralCaller(grant.Company, grant.Scopes);
        return await next(context);
    }

    public static string? TokenIn(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && header.Parameter is { Length: > 0 } token
            ? token
            : null;

    private void Tell(IHeaderDictionary headers, RingCentralLimiter limiter)
    {
        var window = limiter.Group(group);
        headers["X-Rate-Limit-Group"] = group;
        headers["X-Rate-Limit-Limit"] = window.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Remaining"] = window.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-Rate-Limit-Window"] = RingCentralLimiter.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }
}
