using System.Security.Claims;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Web.Auth;

/// <summary>Gives the browser its cookie, ends it, or turns it to another workspace of the same user.</summary>
public sealed class SessionStart(
    SignInManager<AppUser> signIn, UserSessions sessions, SessionClaims claims, CallImportDbContext database)
{
    public async Task BeginAsync(AppUser user, CancellationToken cancellationToken)
    {
        var sessionId = await sessions.BeginAsync(user.Id, cancellationToken);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, await claims.ReadAsync(user, sessionId, preferred: null, cancellationToken));
    }

    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(principal, cancellationToken);
        await signIn.SignOutAsync();
    }

    /// <returns>false when the user is not a member there, or there is no such workspace</returns>
    public async Task<bool> SwitchAsync(ClaimsPrincipal principal, Guid workspaceId, CancellationToken cancellationToken)
    {
        var userId = principal.UserId();
        var isMember = await database.Memberships.AnyAsync(
            membership => membership.WorkspaceId == workspaceId && membership.UserId == userId, cancellationToken);
        if (!isMember || await signIn.UserManager.GetUserAsync(principal) is not { } user || principal.FindFirstValue(SessionClaims.Session) is not { } sessionId)
        {
            return false;
        }

        await signIn.SignInWithClaimsAsync(user, isPersistent: false, await claims.ReadAsync(user, sessionId, workspaceId, cancellationToken));
        return true;
    }
}
