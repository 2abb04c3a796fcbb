using System.Security.Claims;
using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Web.Auth;

/// <summary>What a session says about its user besides who it is. Read from the database at sign-in and again every few seconds.</summary>
public sealed class SessionClaims(CallImportDbContext database)
{
    public const string Session = "session";
    public const string Workspace = "workspace";
    public const string Role = "workspace_role";
    public const string Staff = "staff";

    /// <param name="preferred">The workspace chosen last; without it, or when the membership has ended, the oldest membership counts.</param>
    public async Task<IReadOnlyList<Claim>> ReadAsync(AppUser user, string sessionId, Guid? preferred, CancellationToken cancellationToken)
    {
        var membership = await database.Memberships.AsNoTracking()
            .Where(row => row.UserId == user.Id)
            .OrderByDescending(row => row.WorkspaceId == preferred).ThenBy(row => row.CreatedAt).ThenBy(row => row.WorkspaceId)
            .FirstOrDefaultAsync(cancellationToken);
        var claims = new List<Claim> { new(Session, sessionId) };
        if (membership is not null)
        {
            claims.Add(new(Workspace, membership.WorkspaceId.ToString()));
            claims.Add(new(Role, Slug.Of(membership.Role)));
        }

        if (user.IsStaff)
        {
            claims.Add(new(Staff, "true"));
        }

        return claims;
    }
}

public static class SessionPrincipal
{
    /// <returns>null for somebody who is not signed in or a member of no workspace</returns>
    public static Actor? ToActor(this ClaimsPrincipal principal) =>
        principal.UserId() is { } userId &&
        principal.WorkspaceId() is { } workspaceId &&
        Slug.TryParse<WorkspaceRole>(principal.FindFirstValue(SessionClaims.Role) ?? "", out var role)
            ? new Actor(workspaceId, userId, principal.Identity?.Name ?? userId.ToString(), role)
            : null;

    public static Guid? UserId(this ClaimsPrincipal principal) => Id(principal, ClaimTypes.NameIdentifier);

    public static Guid? WorkspaceId(this ClaimsPrincipal principal) => Id(principal, SessionClaims.Workspace);

    public static bool IsStaff(this ClaimsPrincipal principal) => principal.HasClaim(SessionClaims.Staff, "true");

    private static Guid? Id(ClaimsPrincipal principal, string type) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue(type), out var id) ? id : null;
}
