using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Web.Auth;

/// <summary>
/// The sessions that have not ended, in Identity's table of user tokens. Cookies carry their own content, so without a list a
/// copied cookie would outlive signing out.
/// </summary>
public sealed class UserSessions(CallImportDbContext database, TimeProvider clock)
{
    private const string Provider = "session";

    /// <summary>However often it is used, a session ends after so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <returns>the id of the new session</returns>
    public async Task<string> BeginAsync(Guid userId, CancellationToken cancellationToken)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var outlived = Text(clock.GetUtcNow() - Longest);
        await Of(userId).Where(session => string.Compare(session.Value, outlived) < 0).ExecuteDeleteAsync(cancellationToken);
        database.UserTokens.Add(new IdentityUserToken<Guid> { UserId = userId, LoginProvider = Provider, Name = id, Value = Text(clock.GetUtcNow()) });
        await database.SaveChangesAsync(cancellationToken);
        return id;
    }

    public async Task<bool> IsOpenAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        principal.UserId() is { } userId &&
        principal.FindFirstValue(SessionClaims.Session) is { } id &&
        await Of(userId).AnyAsync(session => session.Name == id && string.Compare(session.Value, Text(clock.GetUtcNow() - Longest)) > 0, cancellationToken);

    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var id = principal.FindFirstValue(SessionClaims.Session);
        await Of(principal.UserId() ?? Guid.Empty).Where(session => session.Name == id).ExecuteDeleteAsync(cancellationToken);
    }

    private IQueryable<IdentityUserToken<Guid>> Of(Guid userId) =>
        database.UserTokens.Where(session => session.UserId == userId && session.LoginProvider == Provider);

    /// <summary>Sorts like the time that it stands for.</summary>
    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
