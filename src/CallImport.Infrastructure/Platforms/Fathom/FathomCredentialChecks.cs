using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Fathom;

/// <summary>The named checks, made with three requests. Each that is not passed says what was seen, what to do and who must do it.</summary>
internal sealed class FathomCredentialChecks(FathomApi api)
{
    private const string Fathom = "Fathom";

    private const string SignInFix =
        "Check that the key is copied whole. Otherwise its user has to make a new one in Fathom: User settings > API access.";

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (page, refused) = await CheckWords.TryAsync(() => api.NewestAsync(connection, cancellationToken));
        if (refused is not null)
        {
            foreach (var check in CheckWords.NotSignedIn(Fathom, refused, connection, SignInFix))
            {
                yield return check;
            }

            yield break;
        }

        yield return CheckWords.Reached(Fathom, connection.BaseUrl);
        yield return CheckWords.SignedIn(Fathom, connection);
        var ids = page?.Meetings.Select(meeting => FathomMapper.ToSourceCall(meeting, DateTimeOffset.UnixEpoch)?.SourceCallId).OfType<string>().ToList();
        if (ids is not { Count: > 0 })
        {
            yield return new(
                CredentialCheckName.MayListCalls,
                CheckOutcome.Warning,
                "The key works, but Fathom shows it no meeting: its user has recorded none, and none is shared with them.",
                "If there should be meetings, use the key of somebody who recorded them, or have a Fathom administrator share them with this user.");
            yield break;
        }

        yield return new(CredentialCheckName.MayListCalls, CheckOutcome.Passed, "Fathom shows meetings.");
        yield return await MediaAsync(connection, ids[0], cancellationToken);
        yield return await TranscriptAsync(connection, ids[0], cancellationToken);
        yield return new(CredentialCheckName.QuotaLeft, CheckOutcome.Passed, "No limit was met; Fathom has none for the day.");
    }

    /// <summary>Whether a recording may be fetched is known only by ordering one; the order is used when the meeting is imported.</summary>
    private async Task<CredentialCheck> MediaAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        var (answer, refused) = await CheckWords.TryAsync(
            () => new FathomDownloads(api).LocateAsync(connection, new SourceCallReference(id, null, null), cancellationToken));
        return answer switch
        {
            null when refused is not null => CheckWords.NotTried(CredentialCheckName.MayReadMedia, refused),
            RecordingAbsent absent => new(
                CredentialCheckName.MayReadMedia,
                CheckOutcome.Warning,
                $"The newest meeting would come without its recording. {absent.Reason}",
                "If others may be downloaded nothing has to be done; else the owner of the recordings has to share them with full access."),
            _ => new(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, "Fathom prepares the recording of the newest meeting."),
        };
    }

    private async Task<CredentialCheck> TranscriptAsync(PlatformConnection connection, string id, CancellationToken cancellationToken)
    {
        var (transcript, refused) = await CheckWords.TryAsync(async () => (Body: await api.TranscriptAsync(connection, id, cancellationToken), Done: true));
        return refused switch
        {
            { FailureClass: FailureClass.AuthExpired } => new(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "The key may not read transcripts; they would have to be made anew.",
                "A Fathom administrator has to allow this user to read them."),
            not null => CheckWords.NotTried(CredentialCheckName.MayReadTranscripts, refused),
            null when transcript.Body is { } body && FathomMapper.ToTranscript(body) is not null =>
                new(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, "The newest meeting has a transcript."),
            _ => new(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "The newest meeting has no transcript yet.",
                "Nothing has to be done: Fathom writes transcripts some minutes after the meeting."),
        };
    }
}
