using System.Net.Http.Headers;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Before every API call: who is it, have they asked too often, and may they?</summary>
/// <param name="label">light or medium</param>
/// <param name="scope">what the token must have been granted</param>
internal sealed class ZoomPhoneSignIn(ZoomPhoneTokens tokens, string label, string scope) : IEndpointFilter
{
    public const string Light = "Light";
    public const string Medium = "Medium";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (TokenIn(http.Request) is not { } token || tokens.Find(token) is not { } grant)
        {
            await ZoomPhoneErrors.WriteAsync(http, 401, 124, "Invalid access token.");
            return Results.Empty;
        }

        RequestWindow window = label == Light ? grant.Company.Light : grant.Company.Medium;
        if (window.Refuse() is not null)
        {
            await ZoomPhoneErrors.TooManyAsync(http, label, window.Limit);
            return Results.Empty;
        }

        if (!grant.Scopes.Contains(scope))
        {
            await ZoomPhoneErrors.WriteAsync(http, 400, 4711, $"Invalid access token, does not contain scopes:[{scope}].");
            return Results.Empty;
        }

        http.Items[typeof(ZoomPhoneCaller)] = new ZoomPhoneCaller(grant.Company);
        return await next(context);
    }

    public static string? TokenIn(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && header.Parameter is { Length: > 0 } token
            ? token
            : null;
}
