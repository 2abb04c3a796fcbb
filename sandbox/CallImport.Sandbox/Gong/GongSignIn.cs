using System.Net.Http.Headers;
using System.Text;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

/// <summary>Before every API call: who is it, may they come in, and have they asked too often?</summary>
internal sealed class GongSignIn(GongDirectory directory, GongTokens tokens) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        GongErrors.RequestId(http);
        var header = Parse(http.Request);
        var (caller, status, error) = header?.Scheme.ToUpperInvariant() switch
        {
            "BASIC" => ByKey(header.Parameter),
            "BEARER" => ByToken(header.Parameter, http.GetRouteValue("tenant") as string),
            _ => (null, 401, "Please provide an access key and an access key secret, or an access token"),
        };
        if (caller is null)
        {
            await GongErrors.WriteAsync(http, status, error);
            return Results.Empty;
        }

        http.Items[typeof(GongCaller)] = caller;
        if (caller.Company.Limiter.Refuse() is { } wait)
        {
            await GongErrors.WriteRetryAsync(http, wait, "API rate limit exceeded");
            return Results.Empty;
        }

        return await next(context);
    }

    private (GongCaller? Caller, int Status, string Error) ByKey(string? parameter)
    {
        if (Decode(parameter)?.Split(':', 2) is not [var key, var secret] || directory.Key(key) is not { } found
            || found.Account.Secret != secret || found.Account.State == KeyState.Revoked)
        {
            return (null, StatusCodes.Status401Unauthorized, "The access key or the access key secret is not valid");
        }

        return found.Account.State == KeyState.Blocked
            ? (null, StatusCodes.Status403Forbidden, "The address of the caller is not among the trusted addresses of this key")
            : (new GongCaller(found.Company, key, found.Account.SeesCalls, found.Account.Scopes), 200, "");
    }

    /// <summary>A token is good only at the address that came with it.</summary>
    private (GongCaller? Caller, int Status, string Error) ByToken(string? token, string? tenant) =>
        tokens.Find(token) is { } grant && grant.Company.Slug == tenant
            ? (new GongCaller(grant.Company, grant.Credential, SeesCalls: true, grant.Scopes), 200, "")
            : (null, StatusCodes.Status401Unauthorized, "The access token has expired or has been revoked");

    internal static AuthenticationHeaderValue? Parse(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) ? header : null;

    internal static string? Decode(string? base64)
    {
        var buffer = new byte[(base64?.Length ?? 0) + 3];
        return Convert.TryFromBase64String(base64 ?? "", buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
    }
}
