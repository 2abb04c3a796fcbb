using System.Security.Claims;
using CallImport.Domain;
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
