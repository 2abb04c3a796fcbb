using System.Security.Claims;
using CallImport.Domain;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Auth;

public enum Rights
{
    Unchanged,

    /// <summary>Still somebody, but with another role or in another workspace.</summary>
    Changed,

    /// <summary>Signed out, password changed, membership or token gone.</summary>
    Ended,
}

/// <summary>Whether what was true of somebody when they came in is still true: for pages, sockets and streams, which stay open.</summary>
public sealed class RightsCheck(TokenDirectory tokens, IServiceScopeFactory scopes)
{
    public Task<Rights> LookAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) => principal.TokenHash() is { } hash
        ? OfTokenAsync(principal, hash, cancellationToken)
        : OfSessionAsync(principal, cancellationToken);

    private async Task<Rights> OfTokenAsync(ClaimsPrincipal principal, string hash, CancellationToken cancellationToken) =>
        await tokens.FindAsync(hash, cancellationToken) is not { } bearer ? Rights.Ended
        : principal.HasClaim(SessionClaims.Role, Slug.Of(bearer.Role)) ? Rights.Unchanged
        : Rights.Changed;

    private async Task<Rights> OfSessionAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var user = await services.GetRequiredService<SignInManager<AppUser>>().ValidateSecurityStampAsync(principal);
        if (user is null || !await services.GetRequiredService<UserSessions>().IsOpenAsync(principal, cancellationToken))
        {
            return Rights.Ended;
        }

        var sessionId = principal.FindFirst(SessionClaims.Session)?.Value ?? "";
        var claims = await services.GetRequiredService<SessionClaims>().ReadAsync(user, sessionId, principal.WorkspaceId(), cancellationToken);
        if (principal.WorkspaceId() is not null && claims.All(claim => claim.Type != SessionClaims.Workspace))
        {
            return Rights.Ended;
        }

        return principal.IsStaff() == user.IsStaff
            && claims.Where(claim => claim.Type is SessionClaims.Workspace or SessionClaims.Role).All(claim => principal.HasClaim(claim.Type, claim.Value))
                ? Rights.Unchanged
                : Rights.Changed;
    }
}
