using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Grain;

internal sealed record GrainTokenAnswer(string TokenType, string AccessToken, string RefreshToken, int ExpiresIn);

internal sealed record GrainTokenRequest
{
    public string? GrantType { get; init; }
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }
    public string? Code { get; init; }
    public string? CodeVerifier { get; init; }
    public string? RefreshToken { get; init; }
}

/// <summary>Arguments come as JSON, none but those of the vendor's page; PKCE always; each refresh token works once.</summary>
internal sealed class GrainTokens(SandboxOptions options, TimeProvider time) : TokenBook<GrainCompany>(time)
{
    private static readonly JsonSerializerOptions Strict = new(VendorJson.Snake) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    protected override int AccessTokenSeconds => options.Grain.AccessTokenSeconds;

    public async Task ExchangeAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType() || await VendorJson.ReadAsync<GrainTokenRequest>(context, Strict) is not { } request)
        {
            await FailAsync(context, 400, "invalid_request");
            return;
        }

        if (request.ClientId != ConsentPage.ClientId || request.ClientSecret != ConsentPage.ClientSecret)
        {
            await FailAsync(context, 401, "invalid_client");
            return;
        }

        var pair = request.GrantType switch
        {
            "authorization_code" => Redeem(request.Code, code => code.IsProvedBy(request.CodeVerifier)),
            "refresh_token" => Refresh(request.RefreshToken),
            _ => null,
        };
        await (pair is null
            ? FailAsync(context, 400, "invalid_grant")
            : VendorJson.WriteAsync(context, 200, new GrainTokenAnswer("bearer", pair.AccessToken, pair.RefreshToken, pair.Seconds), VendorJson.Snake));
    }

    private static Task FailAsync(HttpContext context, int status, string error) =>
        VendorJson.WriteAsync(context, status, new { error }, VendorJson.Snake);
}
