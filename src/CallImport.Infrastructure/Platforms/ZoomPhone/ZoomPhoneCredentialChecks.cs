using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>The named checks, made with at most three requests.</summary>
internal sealed class ZoomPhoneCredentialChecks(ZoomPhoneApi api, TimeProvider clock)
{
    /// <summary>As far back as one request reaches.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(27);

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (page, refused) = await TryListAsync(connection, cancellationToken);
        if (refused is { FailureClass: FailureClass.Transient } or { FailureClass: FailureClass.Permanent, Fault: not PlatformFault.None })
        {
            yield return new(
                CredentialCheckName.Reached, CheckOutcome.Failed, refused.Message,
                "Check the base URL and try again. If it stays, the operator of this server has to look at its network.");
            yield break;
        }

        yield return new(CredentialCheckName.Reached, CheckOutcome.Passed, $"Zoom answers at {connection.BaseUrl.Host}.");
        if (refused is not null)
        {
            yield return Refused(refused);
            yield break;
        }

        yield return new(CredentialCheckName.SignedIn, CheckOutcome.Passed, "Zoom accepts the sign-in.");
        var newest = page?.Recordings.Select(recording => ZoomPhoneMapper.ToSourceCall(recording, clock.GetUtcNow(), Colleagues.Unknown)).FirstOrDefault();
        if (newest is null)
        {
            yield return new(
                CredentialCheckName.MayListCalls,
                CheckOutcome.Warning,
                "Zoom shows no recording of the last four weeks.",
                "Switch call recording on in Zoom Phone, unless the recordings are older.");
            yield break;
        }

        yield return new(CredentialCheckName.MayListCalls, CheckOutcome.Passed, $"Zoom shows {page?.Total:N0} recordings of the last four weeks.");
        yield return await TryAsync(CredentialCheckName.MayReadMedia, () => MediaAsync(connection, newest, cancellationToken));
        yield return await TryAsync(CredentialCheckName.MayReadTranscripts, () => TranscriptsAsync(connection, newest, cancellationToken));
        yield return new(CredentialCheckName.QuotaLeft, CheckOutcome.Passed, "No limit was met. Zoom does not tell how much of it is left.");
    }

    private async Task<CredentialCheck> MediaAsync(PlatformConnection connection, SourceCall call, CancellationToken cancellationToken)
    {
        var answer = await api.RecordingFileAsync(connection, call.DownloadToken ?? call.SourceCallId, cancellationToken);
        return ZoomPhoneErrors.IsMissingScope(answer)
            ? new(
                CredentialCheckName.MayReadMedia,
                CheckOutcome.Warning,
                "The app may not read recordings; calls would come without audio.",
                $"A Zoom administrator has to add {ZoomPhonePlatform.MayReadRecordings} to the app.")
            : answer.Location is not null || ZoomPhoneErrors.Of(answer) is null
                ? new(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, "The newest recording can be fetched.")
                : new(CredentialCheckName.MayReadMedia, CheckOutcome.Warning, "The newest recording could not be fetched.", "Check again in a minute.");
    }

    private async Task<CredentialCheck> TranscriptsAsync(PlatformConnection connection, SourceCall call, CancellationToken cancellationToken)
    {
        var answer = await api.TranscriptFileAsync(connection, call.SourceCallId, cancellationToken);
        return ZoomPhoneErrors.IsMissingScope(answer)
            ? new(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "The app may not read transcripts; they would have to be made anew.",
                $"A Zoom administrator has to add {ZoomPhonePlatform.MayReadTranscripts} to the app.")
            : answer.Location is not null || answer.IsSuccess
                ? new(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, "The newest recording has a transcript.")
                : new(
                    CredentialCheckName.MayReadTranscripts,
                    CheckOutcome.Warning,
                    "The newest recording has no transcript, or not yet.",
                    "Nothing has to be done if transcripts are switched off in Zoom Phone; an administrator can switch them on.");
    }

    private static async Task<CredentialCheck> TryAsync(CredentialCheckName name, Func<Task<CredentialCheck>> check)
    {
        try
        {
            return await check();
        }
        catch (PlatformException refusal)
        {
            return new(name, CheckOutcome.Warning, $"This could not be tried: {refusal.Message}", "Check again in a minute.");
        }
    }

    private static CredentialCheck Refused(PlatformException refused) => refused.FailureClass switch
    {
        FailureClass.RateLimited => new(
            CredentialCheckName.QuotaLeft, CheckOutcome.Failed, refused.Message, "Try again in some minutes; nobody has to do anything."),
        FailureClass.AuthExpired => new(
            CredentialCheckName.SignedIn,
            CheckOutcome.Failed,
            refused.Message,
            "Check that account ID, client ID and client secret are copied whole and the app is activated; otherwise a Zoom administrator has to look at the app."),
        _ => new(CredentialCheckName.MayListCalls, CheckOutcome.Failed, refused.Message, "A Zoom administrator has to look at the account's plan and the app's scopes."),
    };

    private async Task<(ZoomPhonePage? Page, PlatformException? Refusal)> TryListAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            return (await api.RecordingsAsync(connection, new CallQuery(now - Lately, now), 1, null, cancellationToken), null);
        }
        catch (PlatformException refusal)
        {
            return (null, refusal);
        }
    }
}
