using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>The named checks, made with at most four requests, of which one is of the scarce kind.</summary>
internal sealed class RingCentralCredentialChecks(RingCentralApi api, TimeProvider clock)
{
    /// <summary>What RingCentral keeps.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PlatformException? refused = null;
        var who = "";
        try
        {
            who = (await api.MyselfAsync(connection, cancellationToken)).Text("name") ?? "";
        }
        catch (PlatformException refusal)
        {
            refused = refusal;
        }

        if (refused is not null)
        {
            foreach (var check in NotSignedIn(refused, connection.BaseUrl))
            {
                yield return check;
            }

            yield break;
        }

        yield return new(CredentialCheckName.Reached, CheckOutcome.Passed, $"RingCentral answers at {connection.BaseUrl.Host}.");
        yield return new(CredentialCheckName.SignedIn, CheckOutcome.Passed, who.Length > 0 ? $"Signed in as {who}." : "RingCentral accepts the sign-in.");

        var (calls, listRefusal) = await TryListAsync(connection, cancellationToken);
        if (listRefusal is not null)
        {
            yield return listRefusal.FailureClass == FailureClass.AuthExpired
                ? new(CredentialCheckName.MayListCalls, CheckOutcome.Failed, listRefusal.Message, "A RingCentral administrator has to grant it, or connect in person.")
                : NotTried(CredentialCheckName.MayListCalls, listRefusal);
            yield break;
        }

        yield return calls.Count > 0
            ? new(CredentialCheckName.MayListCalls, CheckOutcome.Passed, "RingCentral shows recorded calls of the company.")
            : new(
                CredentialCheckName.MayListCalls,
                CheckOutcome.Warning,
                "RingCentral shows no recorded call of the last 90 days.",
                "Switch call recording on in RingCentral, or connect the account whose calls are recorded.");
        if (calls.Count == 0)
        {
            yield break;
        }

        yield return new(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, "RingCentral says where the recordings are.");
        yield return await TranscriptsAsync(connection, calls[0], cancellationToken);
        yield return new(CredentialCheckName.QuotaLeft, CheckOutcome.Passed, "No limit was met. RingCentral knows no daily quota.");
    }

    private async Task<CredentialCheck> TranscriptsAsync(PlatformConnection connection, SourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.InsightsAsync(connection, call.SourceCallId, cancellationToken);
            if ((int)answer.Status == 403)
            {
                return new(
                    CredentialCheckName.MayReadTranscripts,
                    CheckOutcome.Warning,
                    "RingCentral gives this account no transcripts; they would have to be made anew.",
                    "Transcripts need an AI Conversation Expert licence, the app scope RingSense and the user permission ReadRingSenseInsights.");
            }

            return RingCentralErrors.IsGone(answer)
                ? new(
                    CredentialCheckName.MayReadTranscripts,
                    CheckOutcome.Warning,
                    "The newest recorded call has no transcript.",
                    "Nothing has to be done if its user has no AI Conversation Expert licence: RingCentral writes none then.")
                : RingCentralErrors.Of(answer) is { } refused ? throw refused
                : new(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, "RingCentral gives transcripts.");
        }
        catch (PlatformException refusal)
        {
            return NotTried(CredentialCheckName.MayReadTranscripts, refusal);
        }
    }

    private async Task<(IReadOnlyList<SourceCall> Calls, PlatformException? Refusal)> TryListAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            var page = await api.CallLogAsync(connection, new CallQuery(now - Kept, now), isDetailed: true, 1, 1, cancellationToken);
            return ([.. page.Records.SelectMany(record => RingCentralMapper.ToSourceCalls(record, now, Colleagues.Unknown))], null);
        }
        catch (PlatformException refusal)
        {
            return ([], refusal);
        }
    }

    private static IEnumerable<CredentialCheck> NotSignedIn(PlatformException refusal, Uri baseUrl)
    {
        if (refusal.FailureClass is FailureClass.AuthExpired or FailureClass.RateLimited)
        {
            yield return new(CredentialCheckName.Reached, CheckOutcome.Passed, $"RingCentral answers at {baseUrl.Host}.");
            yield return refusal.FailureClass == FailureClass.RateLimited
                ? new(CredentialCheckName.QuotaLeft, CheckOutcome.Failed, refusal.Message, "Try again in a minute; nobody has to do anything.")
                : new(
                    CredentialCheckName.SignedIn,
                    CheckOutcome.Failed,
                    refusal.Message,
                    "Make a new JWT credential in the Developer Console for the app of this installation, or connect by signing in.");
            yield break;
        }

        yield return new(CredentialCheckName.Reached, CheckOutcome.Failed, refusal.Message, "Check the base URL and try again. If it stays, the operator of this server has to look at its network.");
    }

    private static CredentialCheck NotTried(CredentialCheckName name, PlatformException refusal) =>
        new(name, CheckOutcome.Warning, $"This could not be tried: {refusal.Message}", "Check again in a minute.");
}
