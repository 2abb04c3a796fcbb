using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Tries a credential that is not saved: obtains the access token that its platform works by, if it does, and has the adapter make its checks.</summary>
internal sealed class CredentialTrial(CredentialOpener opener, Guid workspaceId, CredentialCandidate candidate)
{
    /// <summary>With the token that was obtained, once the trial has run.</summary>
    public CredentialCandidate Candidate { get; private set; } = candidate;

    public async IAsyncEnumerable<CredentialCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await ObtainTokenAsync(cancellationToken) is { } refused)
        {
            foreach (var check in TokenChecks.NotObtained(refused, Candidate.Descriptor.DisplayName))
            {
                yield return check;
            }

            yield break;
        }

        await foreach (var check in Candidate.Adapter.CheckCredentialAsync(opener.OpenUnsaved(workspaceId, Candidate), cancellationToken))
        {
            yield return check;
        }
    }

    public async Task<IReadOnlyList<CredentialCheck>> RunToEndAsync(CancellationToken cancellationToken)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in RunAsync(cancellationToken))
        {
            checks.Add(check);
        }

        return checks;
    }

    private async Task<PlatformException?> ObtainTokenAsync(CancellationToken cancellationToken)
    {
        if (Candidate.Grant is not null || Candidate.Adapter.Tokens is not { } tokens || !tokens.IssuesTokensFor(Candidate.Secret))
        {
            return null;
        }

        try
        {
            Candidate = Candidate.With(await tokens.RenewAsync(opener.OpenUnsaved(workspaceId, Candidate), cancellationToken));
            return null;
        }
        catch (PlatformException refused)
        {
            return refused;
        }
    }
}

/// <summary>The named checks when not even an access token is to be had.</summary>
internal static class TokenChecks
{
    public static IEnumerable<CredentialCheck> NotObtained(PlatformException refused, string platform)
    {
        if (refused.FailureClass is not (FailureClass.AuthExpired or FailureClass.RateLimited))
        {
            yield return new(CredentialCheckName.Reached, CheckOutcome.Failed, refused.Message, "Try again in a minute. If it stays, the operator of this server has to look at its network.");
            yield break;
        }

        yield return new(CredentialCheckName.Reached, CheckOutcome.Passed, $"{platform} answers.");
        yield return refused.FailureClass == FailureClass.RateLimited
            ? new(CredentialCheckName.QuotaLeft, CheckOutcome.Failed, refused.Message, "Try again in a minute; nobody has to do anything.")
            : new(CredentialCheckName.SignedIn, CheckOutcome.Failed, refused.Message);
    }
}
