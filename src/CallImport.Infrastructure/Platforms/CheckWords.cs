using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms;

/// <summary>What the checks of all platforms say in the same words.</summary>
internal static class CheckWords
{
    /// <returns>The answer, or why there is none.</returns>
    public static async Task<(T? Answer, PlatformException? Refusal)> TryAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return (await request(), null);
        }
        catch (PlatformException refusal)
        {
            return (default, refusal);
        }
    }

    public static CredentialCheck Reached(string platform, Uri baseUrl) =>
        new(CredentialCheckName.Reached, CheckOutcome.Passed, $"{platform} answers at {baseUrl.Host}.");

    public static CredentialCheck SignedIn(string platform, PlatformConnection connection) => new(
        CredentialCheckName.SignedIn,
        CheckOutcome.Passed,
        connection.Secret.Type == CredentialType.OAuth ? $"{platform} accepts the sign-in." : $"{platform} accepts the key.");

    /// <param name="signInFix">What to do about a key that is refused, and who must do it.</param>
    public static IEnumerable<CredentialCheck> NotSignedIn(
        string platform, PlatformException refusal, PlatformConnection connection, string signInFix)
    {
        if (refusal.FailureClass is FailureClass.AuthExpired or FailureClass.RateLimited)
        {
            yield return Reached(platform, connection.BaseUrl);
            yield return refusal.FailureClass == FailureClass.RateLimited
                ? Busy(refusal)
                : new(CredentialCheckName.SignedIn, CheckOutcome.Failed, refusal.Message, connection.Secret.Type == CredentialType.OAuth ? null : signInFix);
            yield break;
        }

        yield return new(
            CredentialCheckName.Reached,
            CheckOutcome.Failed,
            refusal.Message,
            refusal.Fault == PlatformFault.UnusableAnswer
                ? $"Check the base URL; what answers there now is not {platform}."
                : "Check the base URL and try again. If it stays, the operator of this server has to look at its network.");
    }

    /// <summary>Says nothing about the key.</summary>
    public static CredentialCheck Busy(PlatformException refusal) => new(
        CredentialCheckName.QuotaLeft, CheckOutcome.Failed, refusal.Message, $"Try again {Later(refusal.RetryAfter)}; nobody has to do anything.");

    public static CredentialCheck NotTried(CredentialCheckName name, PlatformException refusal) =>
        new(name, CheckOutcome.Warning, $"This could not be tried: {refusal.Message}", $"Check again {Later(refusal.RetryAfter)}.");

    private static string Later(TimeSpan? wait) => wait switch
    {
        { TotalHours: >= 1 } hours => $"in {Math.Ceiling(hours.TotalHours):0} hours",
        { TotalMinutes: >= 2 } some => $"in {Math.Ceiling(some.TotalMinutes):0} minutes",
        _ => "in a minute",
    };
}
