using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>The error table, the same as in docs/platforms/grain.md. Error bodies have no published form, so the status alone decides.</summary>
internal static class GrainErrors
{
    public static PlatformException? Of(PlatformAnswer answer) => (int)answer.Status switch
    {
        >= 200 and <= 299 => null,
        400 or 422 => new(FailureClass.Permanent, "Grain refused the request as malformed."),
        401 => new(
            FailureClass.AuthExpired,
            "Grain does not accept this token or sign-in: it was deleted, revoked or has ended. Make a new token in Settings > Integrations > API, or connect again."),
        403 => new(
            FailureClass.AuthExpired, "The Grain token may not read recordings. Somebody who manages the workspace has to make a workspace access token."),
        404 => new(FailureClass.Permanent, "Grain does not know this address. Check the base URL of the connection.", PlatformFault.UnusableAnswer),
        408 => new(FailureClass.Transient, "Grain gave up waiting for the request."),
        429 => new(FailureClass.RateLimited, "Grain asked to slow down.", retryAfter: answer.RetryAfter ?? RetryAfterHeader.Default),
        >= 500 => new(FailureClass.Transient, $"Grain had an error of its own ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        >= 300 and < 400 => PlatformAnswer.Unusable(GrainPlatform.Descriptor.DisplayName),
        _ => new(FailureClass.Permanent, $"Grain refused the request ({(int)answer.Status})."),
    };

    /// <summary>A list request is refused as malformed, and the only thing in it that can go bad is the cursor.</summary>
    public static PlatformException DeadCursor() => new(
        FailureClass.Transient, "Grain no longer takes the cursor of this list; it is continued by date.", PlatformFault.CursorExpired);
}
