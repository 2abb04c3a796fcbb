using CallImport.Domain.Imports;

namespace CallImport.Domain.Platforms;

/// <summary>Faults that the engine treats apart from the failure class.</summary>
public enum PlatformFault
{
    None,

    /// <summary>The listing cursor is gone; continue by date.</summary>
    CursorExpired,

    /// <summary>The vendor could not be reached at all.</summary>
    Unreachable,

    /// <summary>The daily quota is used up; park until <see cref="PlatformException.RetryAfter"/>.</summary>
    DailyQuotaUsed,

    /// <summary>The answer is not what the vendor documents (HTML, half JSON).</summary>
    UnusableAnswer,

    /// <summary>The address of a recording is no longer accepted; ask for a new one.</summary>
    LocationExpired,

    /// <summary>Nothing was sent: the access token of the connection has ended or was replaced meanwhile. Open the connection anew.</summary>
    TokenEnded,
}

/// <summary>The vendor refused or could not be understood. Carries everything that decides the fate of the call.</summary>
/// <param name="failureClass">Which of the six classes.</param>
/// <param name="reason">One sentence for the user: what happened and what to do. No secret, no body of the answer.</param>
/// <param name="retryAfter">How long nothing may be sent; null when the vendor did not say.</param>
public sealed class PlatformException(
    FailureClass failureClass,
    string reason,
    PlatformFault fault = PlatformFault.None,
    TimeSpan? retryAfter = null,
    Exception? innerException = null) : Exception(reason, innerException)
{
    public FailureClass FailureClass { get; } = failureClass;

    public PlatformFault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
