using System.Security.Claims;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CallImport.Web.Auth;

/// <summary>
/// Looks every few seconds whether the session of a cookie is still open and what its user may do by now: a password change ends
/// it by the security stamp, signing out by the list of sessions, a changed membership changes the claims.
/// </summary>
internal sealed class SessionValidator(
    IOptions<SecurityStampValidatorOptions> options,
    SignInManager<AppUser> signInManager,
    ILoggerFactory loggers,
    UserSessions sessions,
    SessionClaims claims) : SecurityStampValidator<AppUser>(options, signInManager, loggers)
{
    protected override async Task<AppUser?> VerifySecurityStamp(ClaimsPrincipal? principal)
    {
        var user = await base.VerifySecurityStamp(principal);
        return user is not null && principal is not null && await sessions.IsOpenAsync(principal, CancellationToken.None) ? user : null;
    }

    protected override async Task SecurityStampVerified(AppUser user, CookieValidatePrincipalContext context)
    {
        var before = context.Principal;
        await base.SecurityStampVerified(user, context);
        if (context.Principal?.Identity is ClaimsIdentity identity && before?.FindFirstValue(SessionClaims.Session) is { } sessionId)
        {
            identity.AddClaims(await claims.ReadAsync(user, sessionId, before.WorkspaceId(), context.HttpContext.RequestAborted));
        }
    }
}
