namespace CallImport.Domain.Platforms;

/// <summary>The named checks of a credential, in the order they are made and shown.</summary>
public enum CredentialCheckName
{
    Reached,
    SignedIn,
    MayListCalls,
    MayReadMedia,
    MayReadTranscripts,
    QuotaLeft,
}

public enum CheckOutcome
{
    Passed,

    /// <summary>An import works, with a loss that <see cref="CredentialCheck.Detail"/> names.</summary>
    Warning,
    Failed,
}

/// <param name="Detail">What was seen, in one sentence.</param>
/// <param name="Fix">What to do and who must do it; null when passed.</param>
public sealed record CredentialCheck(CredentialCheckName Name, CheckOutcome Outcome, string Detail, string? Fix = null);
