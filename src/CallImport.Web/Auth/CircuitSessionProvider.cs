using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Auth;

/// <summary>
/// Does for an open page what the cookie's validation does for a request. When anything has changed the page is treated as signed
/// out; the reload that follows brings the new rights with it, or the login.
/// </summary>
internal sealed class CircuitSessionProvider(ILoggerFactory loggers, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SignInServices.RevalidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var principal = authenticationState.User;
        if (principal.Identity?.IsAuthenticated != true)
        {
            return true;
        }

        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = await services.GetRequiredService<SignInManager<AppUser>>().ValidateSecurityStampAsync(principal);
        if (user is null || !await services.GetRequiredService<UserSessions>().IsOpenAsync(principal, cancellationToken))
        {
            return false;
        }

        var sessionId = principal.FindFirst(SessionClaims.Session)?.Value ?? "";
        var claims = await services.GetRequiredService<SessionClaims>().ReadAsync(user, sessionId, principal.WorkspaceId(), cancellationToken);
        return principal.IsStaff() == user.IsStaff
            && claims.Where(claim => claim.Type is SessionClaims.Workspace or SessionClaims.Role).All(claim => principal.HasClaim(claim.Type, claim.Value))
            && (principal.WorkspaceId() is null) == claims.All(claim => claim.Type != SessionClaims.Workspace);
    }
}
