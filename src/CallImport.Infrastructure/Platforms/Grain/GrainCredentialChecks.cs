using System.Runtime.CompilerServices;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Grain;

/// <summary>The named checks, made with three requests. Each that is not passed says what was seen, what to do and who must do it.</summary>
internal sealed class GrainCredentialChecks(GrainAdapter adapter, GrainApi api)
{
    private const string Grain = "Grain";

    private const string SignInFix =
        "Check that the token is copied whole. Otherwise somebody who manages the Grain workspace has to make a new one: Settings > Integrations > API.";

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (page, refused) = await CheckWords.TryAsync(() => api.RecordingsAsync(connection, new GrainListRequest(), cancellationToken));
        if (refused is not null)
        {
            foreach (var check in CheckWords.NotSignedIn(Grain, refused, connection, SignInFix))
            {
                yield return check;
            }

            yield break;
        }

        yield return CheckWords.Reached(Grain, connection.BaseUrl);
        yield return CheckWords.SignedIn(Grain, connection);
        var newest = page?.Recordings.Select(recording => GrainMapper.ToSourceCall(recording, DateTimeOffset.UnixEpoch)).OfType<SourceCall>().FirstOrDefault();
        if (newest is null)
        {
            yield return new(
                CredentialCheckName.MayListCalls,
                CheckOutcome.Warning,
                "The token works, but Grain shows it no recording: the workspace has none, or a personal token sees none.",
                "If there should be recordings, use a workspace access token; somebody who manages the workspace can make one.");
            yield break;
        }

        yield return new(CredentialCheckName.MayListCalls, CheckOutcome.Passed, "Grain shows recordings.");
        yield return await MediaAsync(connection, newest, cancellationToken);
        yield return await TranscriptAsync(connection, newest, cancellationToken);
        yield return new(CredentialCheckName.QuotaLeft, CheckOutcome.Passed, "No limit was met; Grain has none for the day.");
    }

    private async Task<CredentialCheck> MediaAsync(PlatformConnection connection, SourceCall newest, CancellationToken cancellationToken)
    {
        var (answers, refused) = await CheckWords.TryAsync(
            () => adapter.LocateRecordingsAsync(connection, [new SourceCallReference(newest.SourceCallId, null, null)], cancellationToken));
        return answers?[newest.SourceCallId] switch
        {
            null when refused is not null => CheckWords.NotTried(CredentialCheckName.MayReadMedia, refused),
            RecordingAbsent absent => new(
                CredentialCheckName.MayReadMedia,
                CheckOutcome.Warning,
                $"The newest recording would come without its file. {absent.Reason}",
                "If others have files nothing has to be done; else use a workspace access token."),
            _ => new(CredentialCheckName.MayReadMedia, CheckOutcome.Passed, "Grain hands out the file of the newest recording."),
        };
    }

    private async Task<CredentialCheck> TranscriptAsync(PlatformConnection connection, SourceCall newest, CancellationToken cancellationToken)
    {
        var (answers, refused) = await CheckWords.TryAsync(
            () => adapter.GetTranscriptsAsync(connection, [new SourceCallReference(newest.SourceCallId, null, null)], cancellationToken));
        return answers?[newest.SourceCallId] switch
        {
            null when refused is not null => CheckWords.NotTried(CredentialCheckName.MayReadTranscripts, refused),
            TranscriptReady => new(CredentialCheckName.MayReadTranscripts, CheckOutcome.Passed, "The newest recording has a transcript."),
            TranscriptNotPermitted => new(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "The token may not read transcripts; they would have to be made anew.",
                "Use a workspace access token; somebody who manages the workspace can make one."),
            _ => new(
                CredentialCheckName.MayReadTranscripts,
                CheckOutcome.Warning,
                "The newest recording has no transcript yet.",
                "Nothing has to be done: Grain writes transcripts some minutes after the meeting."),
        };
    }
}
