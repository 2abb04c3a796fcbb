using System.Net.Http.Headers;
using System.Text;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>Gives tokens to a server-to-server app, for a code or for a refresh token. Clients sign in by Basic only.</summary>
internal sealed class ZoomPhoneTokenEndpoint(ZoomPhoneDirectory directory, ZoomPhoneTokens tokens)
{
    public async Task ExchangeAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (ClientOf(context.Request) is not var (client, secret) || form.ContainsKey("client_secret"))
        {
            await FailAsync(context, 400, "Invalid client_id or client_secret", "invalid_client");
            return;
        }

        var isApp = client == ConsentPage.ClientId && secret == ConsentPage.ClientSecret;
        var type = form["grant_type"].ToString();
        var account = directory.Key($"{form["account_id"]}:{client}");
        if (type is not ("account_credentials" or "authorization_code" or "refresh_token"))
        {
            await FailAsync(context, 400, "The grant type is not supported", "unsupported_grant_type");
        }
        else if (type == "account_credentials" ? account?.Account.Secret != secret : !isApp)
        {
            await FailAsync(context, 400, "Invalid client_id or client_secret", "invalid_client");
        }
        else
        {
            var isRevoked = account?.Account.State == KeyState.Revoked;
            var pair = type switch
            {
                "account_credentials" when account is { } found && !isRevoked => tokens.Issue(found.Company, found.Account.Scopes),
                "authorization_code" => tokens.Redeem(
                    form["code"], code => code.RedirectUri == form["redirect_uri"] && code.IsProvedBy(form["code_verifier"].FirstOrDefault())),
                "refresh_token" => tokens.Refresh(form["refresh_token"]),
                _ => null,
            };
            await (pair is null
                ? FailAsync(context, 400, isRevoked ? "The app has been disabled." : "Invalid Token!", "invalid_grant")
                : GiveAsync(context, pair, withRefresh: type != "account_credentials"));
        }
    }

    public async Task RevokeAsync(HttpContext context)
    {
        tokens.Revoke(refreshTokens: true);
        await VendorJson.WriteAsync(context, 200, new { status = "success" }, ZoomPhoneErrors.Json, "application/json");
    }

    private static Task GiveAsync(HttpContext context, TokenPair<ZoomPhoneCompany> pair, bool withRefresh)
    {
        context.Response.Headers.CacheControl = "no-store";
        return VendorJson.WriteAsync(
            context,
            200,
            new
            {
                pair.AccessToken,
                TokenType = "bearer",
                RefreshToken = withRefresh ? pair.RefreshToken : null,
                ExpiresIn = pair.Seconds,
                Scope = string.Join(' ', pair.Grant.Scopes),
                ApiUrl = $"{context.Request.Scheme}://{context.Request.Host}{ZoomPhonePaths.Root}",
            },
            ZoomPhoneErrors.Json,
            "application/json");
    }

    private static (string Client, string Secret)? ClientOf(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[(header.Parameter?.Length ?? 0) + 3];
        return Convert.TryFromBase64String(header.Parameter ?? "", buffer, out var length)
            && Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [var client, var secret]
                ? (client, secret)
                : null;
    }

    private static Task FailAsync(HttpContext context, int status, string reason, string error) =>
        VendorJson.WriteAsync(context, status, new { reason, error }, ZoomPhoneErrors.Json, "application/json");
}
