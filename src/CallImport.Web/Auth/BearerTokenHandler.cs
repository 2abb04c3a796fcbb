using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CallImport.Web.Auth;

/// <summary>Programs that bring a token. What is wrong with a token is not told: unknown, expired and revoked ones are answered alike.</summary>
internal sealed class BearerTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenSignIn tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    private const string RefusedMessage = "This token is not valid: it is unknown, has expired or was revoked.";
    private const string ThrottledMessage = "Too many tokens that are not valid came from this address. Try again later.";

    private TimeSpan? retryAfter;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerHeader.TokenOf(Request.Headers.Authorization.ToString()) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        var result = await tokens.ExecuteAsync(text, Context.Connection.RemoteIpAddress, Context.RequestAborted);
        retryAfter = result.RetryAfter;
        return result.Principal is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme))
            : AuthenticateResult.Fail(RefusedMessage);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (retryAfter is { } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await WriteAsync(StatusCodes.Status429TooManyRequests, "RATE_LIMITED", ThrottledMessage);
            return;
        }

        Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await WriteAsync(StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", RefusedMessage);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return WriteAsync(StatusCodes.Status403Forbidden, "FORBIDDEN", "The scopes of this token, or the role of its owner, do not allow this.");
    }

    /// <summary>In the shape of GraphQL errors everywhere, so that a program has one way to read what went wrong.</summary>
    private Task WriteAsync(int status, string code, string message)
    {
        Response.StatusCode = status;
        Response.Headers.CacheControl = "no-store";
        return Response.WriteAsJsonAsync(new { errors = new[] { new { message, extensions = new { code } } } }, Context.RequestAborted);
    }
}
