using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

/// <summary>Gives tokens for a JWT credential, a code or a refresh token. The app signs in by Basic; its secret has no place in the form.</summary>
internal sealed class RingCentralTokenEndpoint(RingCentralDirectory directory, RingCentralTokens tokens)
{
    private const string Jwt = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static readonly JsonSerializerOptions Snake = VendorJson.Make(JsonIgnoreCondition.WhenWritingNull, JsonNamingPolicy.SnakeCaseLower);

    public async Task ExchangeAsync(HttpContext context)
    {
        if (directory.Sample.Limiter.Refuse(RingCentralLimiter.Auth) is { } wait)
        {
            await RingCentralErrors.TooManyAsync(context, wait);
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            await FailAsync(context, 415, "invalid_request", "CMN-101", "The body has to be a form");
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!IsOurApp(context.Request) || form.ContainsKey("client_secret"))
        {
            await FailAsync(context, 400, "invalid_client", "OAU-153", "Client authentication is required");
            return;
        }

        var type = form["grant_type"].ToString();
        var pair = type switch
        {
            Jwt => ByJwt(form["assertion"]),
            "refresh_token" => tokens.Refresh(form["refresh_token"]),
            "authorization_code" => tokens.Redeem(
                form["code"], code => code.RedirectUri == form["redirect_uri"] && code.IsProvedBy(form["code_verifier"].FirstOrDefault())),
            _ => null,
        };
        if (pair is null)
        {
            await (type is Jwt or "refresh_token" or "authorization_code"
                ? FailAsync(context, 400, "invalid_grant", "OAU-213", "Token not found")
                : FailAsync(context, 400, "unsupported_grant_type", "OAU-250", "Unsupported grant type"));
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await VendorJson.WriteAsync(
            context,
            200,
            new
            {
                pair.AccessToken,
                TokenType = "bearer",
                ExpiresIn = pair.Seconds,
                pair.RefreshToken,
                RefreshTokenExpiresIn = 604_799,
                Scope = RingCentralScopes.Told(pair.Grant.Scopes),
                OwnerId = pair.Grant.Company.AccountId,
                EndpointId = "sandbox-endpoint",
            },
            Snake,
            "application/json");
    }

    public async Task RevokeAsync(HttpContext context)
    {
        if (!IsOurApp(context.Request))
        {
            await FailAsync(context, 400, "invalid_client", "OAU-153", "Client authentication is required");
            return;
        }

        tokens.Revoke(refreshTokens: true);
    }

    private TokenPair<RingCentralCompany>? ByJwt(string? jwt) => directory.Key(jwt ?? "") is { Account.State: KeyState.Active } found
        ? tokens.Issue(found.Company, found.Account.Scopes)
        : null;

    private static bool IsOurApp(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ConsentPage.ClientId}:{ConsentPage.ClientSecret}"));
        return header.Parameter == expected;
    }

    private static Task FailAsync(HttpContext context, int status, string error, string code, string text) => VendorJson.WriteAsync(
        context, status, new { error, error_description = text, errors = new[] { new { errorCode = code, message = text } } }, RingCentralErrors.Json, "application/json");
}
