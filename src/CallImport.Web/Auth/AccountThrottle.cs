using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CallImport.Web.Auth;

/// <summary>
/// Locks an account after too many wrong passwords. The attempt is counted before the password is looked at, in one statement, so
/// that many guesses at the same time, on whatever node, count as many.
/// </summary>
public sealed class AccountThrottle(CallImportDbContext database, IOptions<SignInProtectionOptions> options)
{
    /// <returns>false when the account is locked</returns>
    public async Task<bool> TryBeginAsync(Guid userId, CancellationToken cancellationToken)
    {
        var max = options.Value.MaxFailures;
        var counted = await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE users
             SET access_failed_count = CASE WHEN lockout_end IS NULL THEN access_failed_count + 1 ELSE 1 END,
                 lockout_end = CASE WHEN (CASE WHEN lockout_end IS NULL THEN access_failed_count + 1 ELSE 1 END) >= {max}
                                    THEN now() + {options.Value.Lock} END
             WHERE id = {userId} AND (lockout_end IS NULL OR lockout_end <= now())
             """,
            cancellationToken);
        return counted == 1;
    }

    public Task SucceededAsync(Guid userId, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync($"UPDATE users SET access_failed_count = 0, lockout_end = NULL WHERE id = {userId}", cancellationToken);
}
