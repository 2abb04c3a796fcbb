using System.Security.Claims;
using CallImport.Domain;
using CallImport.Domain.Workspaces;

namespace CallImport.Web.Auth;

/// <summary>What the claims of a request or a circuit say, whether they come from a cookie or from a token.</summary>
public static class SessionPrincipal
{
    /// <returns>null for somebody who is not signed in or a member of no workspace</returns>
    public static Actor? ToActor(this ClaimsPrincipal principal) =>
        principal.UserId() is { } userId &&
        principal.WorkspaceId() is { } workspaceId &&
        Slug.TryParse<WorkspaceRole>(principal.FindFirstValue(SessionClaims.Role) ?? "", out var role)
            ? new Actor(workspaceId, userId, principal.Identity?.Name ?? userId.ToString(), role)
            {
                Scopes = principal.Scopes(),
                TokenId = principal.TokenId(),
                SessionId = principal.FindFirstValue(SessionClaims.Session),
            }
            : null;

    public static Guid? UserId(this ClaimsPrincipal principal) => Id(principal, ClaimTypes.NameIdentifier);

    public static Guid? WorkspaceId(this ClaimsPrincipal principal) => Id(principal, SessionClaims.Workspace);

    public static Guid? TokenId(this ClaimsPrincipal principal) => Id(principal, TokenClaims.Token);

    public static string? TokenHash(this ClaimsPrincipal principal) => principal.FindFirstValue(TokenClaims.Hash);

    public static bool IsStaff(this ClaimsPrincipal principal) => principal.HasClaim(SessionClaims.Staff, "true");

    /// <summary>A session has every scope; a token those that it names.</summary>
    private static ApiScopes Scopes(this ClaimsPrincipal principal)
    {
        if (principal.TokenId() is null)
        {
            return ApiScopes.All;
        }

        var names = principal.FindFirstValue(TokenClaims.Scopes)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return ApiScopeNames.TryParse(names, out var scopes) ? scopes : ApiScopes.None;
    }

    private static Guid? Id(ClaimsPrincipal principal, string type) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue(type), out var id) ? id : null;
}
