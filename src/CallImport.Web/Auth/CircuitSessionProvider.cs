using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CallImport.Web.Auth;

/// <summary>
/// Does for an open page what the cookie's validation does for a request. When anything has changed the page is treated as signed
/// out; the reload that follows brings the new rights with it, or the login.
/// </summary>
internal sealed class CircuitSessionProvider(ILoggerFactory loggers, RightsCheck rights) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SignInServices.RevalidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User is not { Identity.IsAuthenticated: true } principal || await rights.LookAsync(principal, cancellationToken) == Rights.Unchanged;
}
