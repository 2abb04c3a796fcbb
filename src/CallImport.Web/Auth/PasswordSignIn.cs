using System.Net;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Auth;

public enum SignInOutcome
{
    SignedIn,

    /// <summary>Wrong, unknown or locked: nobody outside learns which.</summary>
    Refused,

    /// <summary>This source tried too often, whatever the account.</summary>
    SourceMustWait,
}

/// <summary>Checks e-mail address and password without showing, by words or by time, whether there is such a user.</summary>
public sealed class PasswordSignIn(
    UserManager<AppUser> users,
    IPasswordHasher<AppUser> hasher,
    AccountThrottle accounts,
    SignInThrottle sources,
    SessionStart sessions,
    TimeProvider time)
{
    /// <summary>Every refusal takes as long; more than any path through the checks needs.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(600);

    /// <summary>Compared with when there is no user, so that the work is the same.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<AppUser>().HashPassword(new AppUser(), "nobody's password"));

    public async Task<SignInOutcome> ExecuteAsync(string email, string password, IPAddress? source, CancellationToken cancellationToken)
    {
        if (sources.Wait(source) is not null)
        {
            return SignInOutcome.SourceMustWait;
        }

        var began = time.GetTimestamp();
        var user = await users.FindByEmailAsync(email);
        var isOpen = user is not null && await accounts.TryBeginAsync(user.Id, cancellationToken);
        var matches = hasher.VerifyHashedPassword(user ?? new AppUser(), user?.PasswordHash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed;

        // Asked again: of many tries at once all began before the first had failed, and each is told no more than if they had come one after the other.
        if (user is { PasswordHash: not null } && isOpen && matches && sources.Wait(source) is null)
        {
            await accounts.SucceededAsync(user.Id, cancellationToken);
            await sessions.BeginAsync(user, cancellationToken);
            return SignInOutcome.SignedIn;
        }

        var outcome = sources.Failed(source) ? SignInOutcome.Refused : SignInOutcome.SourceMustWait;
        var rest = RefusalTakes - time.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }

        return outcome;
    }
}
