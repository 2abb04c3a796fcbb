namespace CallImport.Domain;

/// <summary>What kind of "no" an answer is; every surface (page, API, command) translates it in its own way.</summary>
public enum RefusalKind
{
    NotFound,
    BadInput,
    Conflict,
    Forbidden,
    CredentialInvalid,
    PlatformUnavailable,
    RateLimited,
}

/// <summary>An expected refusal. Faults are exceptions; this is an answer a user can act on.</summary>
/// <param name="Kind">Kind of refusal.</param>
/// <param name="Message">What happened and what to do, in one or two plain sentences. Never a secret, never a stack trace.</param>
public abstract record Refusal(RefusalKind Kind, string Message);
