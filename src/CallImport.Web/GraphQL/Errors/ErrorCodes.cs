using CallImport.Domain;

namespace CallImport.Web.GraphQL.Errors;

/// <summary>All values of <c>extensions.code</c>. Part of the outward contract.</summary>
internal static class ErrorCodes
{
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string NotFound = "NOT_FOUND";
    public const string BadUserInput = "BAD_USER_INPUT";
    public const string Conflict = "CONFLICT";
    public const string RateLimited = "RATE_LIMITED";
    public const string CredentialInvalid = "CREDENTIAL_INVALID";
    public const string PlatformUnavailable = "PLATFORM_UNAVAILABLE";
    public const string TooComplex = "TOO_COMPLEX";
    public const string Internal = "INTERNAL";

    public static string Of(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => NotFound,
        RefusalKind.BadInput => BadUserInput,
        RefusalKind.Conflict => Conflict,
        RefusalKind.Forbidden => Forbidden,
        RefusalKind.CredentialInvalid => CredentialInvalid,
        RefusalKind.PlatformUnavailable => PlatformUnavailable,
        RefusalKind.RateLimited => RateLimited,
        _ => Internal,
    };
}
