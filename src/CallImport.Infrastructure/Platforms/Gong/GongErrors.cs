using System.Net;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>The error table, the same as in docs/platforms/gong.md. Gong's errors are English sentences without codes, so a few are known by their words.</summary>
internal static class GongErrors
{
    /// <summary>A longer wait than this is not for the next second but for the next day.</summary>
    private static readonly TimeSpan DailyQuota = TimeSpan.FromMinutes(10);

    /// <param name="signIn">How the account is connected, for what a person has to do.</param>
    public static PlatformException? Of(PlatformAnswer answer, CredentialType signIn = CredentialType.ApiKey) => (int)answer.Status switch
    {
        >= 200 and <= 299 => null,
        400 when Says(answer, "cursor") => new(
            FailureClass.Transient, "Gong no longer takes the cursor of this list; it is continued by date.", PlatformFault.CursorExpired),
        400 => new(FailureClass.Permanent, "Gong refused the request as malformed."),
        401 when IsMissingRight(answer) => new(
            FailureClass.AuthExpired, "The Gong key lacks a right that is needed. A Gong technical administrator has to grant it."),
        401 when signIn == CredentialType.OAuth => new(
            FailureClass.AuthExpired, "Gong no longer accepts this sign-in: it was revoked or has ended. A Gong technical administrator has to connect the account again."),
        401 => new(
            FailureClass.AuthExpired,
            "Gong does not accept this key: it was deleted, has expired or belongs to another base URL. A Gong technical administrator has to make a new one."),
        403 when Says(answer, "address") || Says(answer, "trusted") || Says(answer, " IP ") => new(
            FailureClass.AuthExpired,
            "Gong refuses this server's address. A Gong technical administrator has to add it to the key's trusted addresses; that takes up to 5 minutes."),
        403 => new(FailureClass.AuthExpired, "The Gong key lacks a right that is needed. A Gong technical administrator has to grant it."),
        404 => new(FailureClass.Permanent, "Gong does not know this address. Check the base URL of the connection.", PlatformFault.UnusableAnswer),
        408 => new(FailureClass.Transient, "Gong gave up waiting for the request."),
        429 when answer.RetryAfter >= DailyQuota => new(
            FailureClass.RateLimited,
            "Gong's daily quota is used up; all tools of the company share it. The import goes on by itself.",
            PlatformFault.DailyQuotaUsed,
            answer.RetryAfter),
        429 => new(FailureClass.RateLimited, "Gong asked to slow down.", retryAfter: answer.RetryAfter ?? RetryAfterHeader.Default),
        >= 500 => new(FailureClass.Transient, $"Gong had an error of its own ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        >= 300 and < 400 => PlatformAnswer.Unusable(GongPlatform.Descriptor.DisplayName),
        _ => new(FailureClass.Permanent, $"Gong refused the request ({(int)answer.Status})."),
    };

    /// <summary>Gong says "there is nothing" with a 404 on lists; any other 404 is a mistake. A key that may not see calls gets the very same answer.</summary>
    public static bool IsNothingFound(PlatformAnswer answer) =>
        answer.Status == HttpStatusCode.NotFound && Says(answer, "found corresponding to the provided filters");

    public static bool IsMissingRight(PlatformAnswer answer) =>
        answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && (Says(answer, "scope") || Says(answer, "permission"));

    private static bool Says(PlatformAnswer answer, string words) =>
        Sentences(answer).Any(sentence => sentence?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    private static IEnumerable<string?> Sentences(PlatformAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<GongErrorBody>(answer.Json, JsonSerializerOptions.Web)?.Errors ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
