using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>The error table, the same as in docs/platforms/fathom.md. Fathom documents no error bodies, so the status alone decides.</summary>
internal static class FathomErrors
{
    public static PlatformException? Of(PlatformAnswer answer) => (int)answer.Status switch
    {
        >= 200 and <= 299 => null,
        400 or 422 => new(FailureClass.Permanent, "Fathom refused the request as malformed."),
        401 => new(
            FailureClass.AuthExpired,
            "Fathom does not accept this key or sign-in: it was deleted, revoked or has ended. Its user has to make a new key in User settings > API access, or connect again."),
        403 => new(FailureClass.AuthExpired, "Fathom does not allow this user to read meetings. A Fathom administrator has to allow it."),
        404 => new(FailureClass.Permanent, "Fathom does not know this address. Check the base URL of the connection.", PlatformFault.UnusableAnswer),
        408 => new(FailureClass.Transient, "Fathom gave up waiting for the request."),
        429 => new(FailureClass.RateLimited, "Fathom asked to slow down.", retryAfter: answer.RetryAfter ?? RetryAfterHeader.Default),
        >= 500 => new(FailureClass.Transient, $"Fathom had an error of its own ({(int)answer.Status}).", retryAfter: answer.RetryAfter),
        >= 300 and < 400 => PlatformAnswer.Unusable(FathomPlatform.Descriptor.DisplayName),
        _ => new(FailureClass.Permanent, $"Fathom refused the request ({(int)answer.Status})."),
    };

    /// <summary>A list request is refused as malformed, and the only thing in it that can go bad is the cursor.</summary>
    public static PlatformException DeadCursor() => new(
        FailureClass.Transient, "Fathom no longer takes the cursor of this list; it is continued by date.", PlatformFault.CursorExpired);
}
