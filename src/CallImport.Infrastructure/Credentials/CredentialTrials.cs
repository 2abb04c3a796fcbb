using System.Runtime.CompilerServices;
using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http.Limits;

namespace CallImport.Infrastructure.Credentials;

/// <summary>
/// Has credentials tried before they are saved. Some platforms allow a handful of requests a minute: what passed a moment ago is believed, and what was
/// spent on it counts against the limits of the saved credential.
/// </summary>
internal sealed class CredentialTrials(CredentialOpener opener, PassedChecks passed, RateLimiter limiter)
{
    /// <summary>Makes the checks, whatever was known before.</summary>
    public async IAsyncEnumerable<CredentialCheck> CheckAsync(
        Guid workspaceId, CredentialCandidate entered, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (trial, checks) = (new CredentialTrial(opener, workspaceId, entered), new List<CredentialCheck>());
        await foreach (var check in trial.RunAsync(cancellationToken))
        {
            checks.Add(check);
            yield return check;
        }

        if (CredentialCheckup.RefusalOf(checks) is null)
        {
            passed.Remember(workspaceId, entered, trial.Candidate.Grant);
        }
    }

    /// <returns>The credential with what was obtained for it, or why an import would not work: CredentialInvalid, PlatformUnavailable or RateLimited.</returns>
    public async Task<Result<CredentialCandidate>> PassAsync(Guid workspaceId, CredentialCandidate entered, CancellationToken cancellationToken)
    {
        if (passed.Recall(workspaceId, entered) is { } known)
        {
            // Twice saved it would have two connections share one access, which the end of either ends.
            passed.Forget(workspaceId, entered);
            return known;
        }

        var trial = new CredentialTrial(opener, workspaceId, entered);
        return CredentialCheckup.RefusalOf(await trial.RunToEndAsync(cancellationToken)) is { } refusal ? Refused(refusal) : trial.Candidate;
    }

    public Task CarryLimitsOverAsync(Guid workspaceId, CredentialCandidate tried, Guid credentialId, CancellationToken cancellationToken) =>
        limiter.ContinueAsync(opener.OpenUnsaved(workspaceId, tried), credentialId, cancellationToken);

    private static Result<CredentialCandidate> Refused(Refusal refusal) => refusal;
}
