using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Fathom;

internal sealed record FathomTokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("scope")] string Scope);

/// <summary>The client signs in within the form; each refresh token works once.</summary>
internal sealed class FathomTokens(SandboxOptions options, TimeProvider time) : TokenBook<FathomCompany>(time)
{
    public static readonly IReadOnlySet<string> Scopes = new HashSet<string> { "public_api" };

    private readonly RequestWindow _limit = new(TimeSpan.FromMinutes(1), time) { Limit = 60 };

    protected override int AccessTokenSeconds => options.Fathom.AccessTokenSeconds;

    public async Task ExchangeAsync(HttpContext context)
    {
        if (_limit.Refuse() is { } wait)
        {
            await FathomErrors.WriteRetryAsync(context, wait);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (form["client_id"] != ConsentPage.ClientId || form["client_secret"] != ConsentPage.ClientSecret)
        {
            await FailAsync(context, 401, "invalid_client");
            return;
        }

        var pair = (string?)form["grant_type"] switch
        {
            "authorization_code" => Redeem(form["code"], code => code.RedirectUri == form["redirect_uri"]),
            "refresh_token" => Refresh(form["refresh_token"]),
            _ => null,
        };
        if (pair is null)
        {
            await FailAsync(context, 400, "invalid_grant");
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        var answer = new FathomTokenAnswer(pair.AccessToken, pair.RefreshToken, pair.Seconds, "Bearer", string.Join(' ', pair.Grant.Scopes));
        await VendorJson.WriteAsync(context, 200, answer, VendorJson.Snake);
    }

    private static Task FailAsync(HttpContext context, int status, string error) =>
        VendorJson.WriteAsync(context, status, new { error }, VendorJson.Snake);
}
