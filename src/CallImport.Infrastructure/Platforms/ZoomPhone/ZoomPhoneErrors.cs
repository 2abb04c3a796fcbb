using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>The error table, the same as in docs/platforms/zoom_phone.md. Zoom's own code decides before the HTTP status does.</summary>
internal static class ZoomPhoneErrors
{
    public const int NoSuchFile = 404;
    public const int CannotTranscribe = 12000;
    public const int TranscriptionDisabled = 12001;
    public const int StillTranscribing = 12002;
    public const int TranscriptFailed = 12003;

    private const int MissingScope = 4711;

    /// <summary>A longer wait than this is not for the next second but for the next day.</summary>
    private static readonly TimeSpan DailyQuota = TimeSpan.FromMinutes(10);

    public static PlatformException? Of(PlatformAnswer answer) => ((int)answer.Status, CodeOf(answer)) switch
    {
        ( >= 200 and <= 299, _) => null,
        (429, _) when answer.RetryAfter >= DailyQuota || Says(answer, "daily") => new(
            FailureClass.RateLimited,
            "Zoom's daily quota is used up; all apps of the account share it. The import goes on by itself.",
            PlatformFault.DailyQuotaUsed,
            answer.RetryAfter ?? RetryAfterHeader.Default),
        (429, _) => new(FailureClass.RateLimited, "Zoom asked to slow down.", retryAfter: answer.RetryAfter ?? RetryAfterHeader.Default),
        (_, MissingScope) => new(
            FailureClass.AuthExpired, $"The Zoom app lacks {ScopeIn(answer)}. A Zoom administrator has to add it to the app and authorize it again."),
        (401, _) or (_, 124 or 4700 or 4740 or 4741) => new(
            FailureClass.AuthExpired, "Zoom does not accept this sign-in any more. An administrator has to connect the account again."),
        (400 or 403, >= 2000 and < 2100) => new(
            FailureClass.Permanent, "Zoom Phone is not switched on for this account, or the app's user may not see it. A Zoom administrator can tell."),
        (403, _) => new(FailureClass.AuthExpired, "The Zoom app may not read this. A Zoom administrator has to grant the scopes and the role."),
        (400, _) when Says(answer, "page token") || Says(answer, "page_token") => new(
            FailureClass.Transient, "Zoom no longer takes the page token of this list; it is continued by date.", PlatformFault.CursorExpired),
        (400, _) => new(FailureClass.Permanent, "Zoom refused the request as malformed."),
        (404, _) => new(FailureClass.Permanent, "Zoom does not know this address. Check the base URL of the connection.", PlatformFault.UnusableAnswer),
        (408, _) => new(FailureClass.Transient, "Zoom gave up waiting for the request."),
        ( >= 500, _) => new(FailureClass.Transient, $"Zoom had an error of its own ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        ( >= 300 and < 400, _) => PlatformAnswer.Unusable(ZoomPhonePlatform.Descriptor.DisplayName),
        _ => new(FailureClass.Permanent, $"Zoom refused the request ({(int)answer.Status})."),
    };

    public static bool IsMissingScope(PlatformAnswer answer) => CodeOf(answer) == MissingScope;

    /// <returns>null for what is no error in Zoom's form</returns>
    public static int? CodeOf(PlatformAnswer answer) => Body(answer).Number("code") is { } code ? (int)code : null;

    /// <summary>Only names that are known: what else stands in a message is the vendor's text.</summary>
    private static string ScopeIn(PlatformAnswer answer) =>
        ZoomPhonePlatform.Descriptor.RequiredScopes.FirstOrDefault(required => Says(answer, required.Scope)) is { } missing
            ? $"the scope {missing.Scope}"
            : "a scope that is needed";

    private static bool Says(PlatformAnswer answer, string words) => Body(answer).Property("errors").Items()
        .SelectMany(error => new[] { error.Text("field"), error.Text("message") })
        .Append(Body(answer).Text("message"))
        .Any(text => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

    private static JsonElement Body(PlatformAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer.Json);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
