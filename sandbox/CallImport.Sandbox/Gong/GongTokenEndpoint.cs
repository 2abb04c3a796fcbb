using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

internal sealed record GongTokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("api_base_url_for_customer")] string ApiBaseUrlForCustomer);

internal sealed record GongTokenError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("requestId")] string RequestId,
    [property: JsonPropertyName("errors")] IReadOnlyList<string> Errors);

/// <summary>Exchanges a code or a refresh token. The client signs in by Basic; arguments are in the query or in a form.</summary>
internal sealed class GongTokenEndpoint(GongTokens tokens)
{
    public async Task ExchangeAsync(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        string? Argument(string name) => request.Query[name].FirstOrDefault() ?? form[name].FirstOrDefault();

        if (GongSignIn.Parse(request) is not { } header
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || GongSignIn.Decode(header.Parameter) != $"{ConsentPage.ClientId}:{ConsentPage.ClientSecret}")
        {
            await FailAsync(context, 401, "invalid_client", "The client id or the client secret is not valid");
            return;
        }

        var type = Argument("grant_type");
        if (type is not ("authorization_code" or "refresh_token"))
        {
            await FailAsync(context, 400, "unsupported_grant_type", "grant_type must be authorization_code or refresh_token");
            return;
        }

        var pair = type == "refresh_token"
            ? tokens.Refresh(Argument("refresh_token"))
            : tokens.Redeem(Argument("code"), code => code.RedirectUri == Argument("redirect_uri"));
        if (pair is null)
        {
            await FailAsync(context, 400, "invalid_grant", "The code or refresh token is unknown, used up or expired");
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await GongErrors.WriteAsync(context, new GongTokenAnswer(
            pair.AccessToken,
            pair.RefreshToken,
            "bearer",
            pair.Seconds,
            string.Join(' ', pair.Grant.Scopes),
            $"{request.Scheme}://{request.Host}{GongPaths.Root}/customers/{pair.Grant.Company.Slug}"), GongJson.Plain);
    }

    private static Task FailAsync(HttpContext context, int status, string error, string text)
    {
        context.Response.StatusCode = status;
        return GongErrors.WriteAsync(context, new GongTokenError(error, GongErrors.RequestId(context), [text]), GongJson.Plain);
    }
}
