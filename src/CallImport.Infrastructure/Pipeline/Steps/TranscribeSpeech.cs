using CallImport.Domain.Calls;
using CallImport.Domain.Engagements;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Pipeline.Steps;

/// <summary>
/// Has a call written down that comes without words. A service that is away is waited for; what it refuses for good is imported without a transcript and
/// says why. Without a service the call is imported too, and can be written down later from the stored recording.
/// </summary>
internal sealed class TranscribeSpeech(ITranscriber transcriber, TimeProvider clock) : ICallStep
{
    public ImportedCallStatus Stage => ImportedCallStatus.Transcribing;

    public async Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken)
    {
        if (context is not { Transcript: null, MayBeTranscribed: true, Staged: { } staged })
        {
            return null;
        }

        if (!transcriber.IsAvailable)
        {
            context.TranscriptAbsence = "The source has no transcript of this call, and speech recognition is not set up here.";
            return null;
        }

        var recording = new SpokenRecording
        {
            WorkspaceId = context.Call.WorkspaceId,
            Key = staged.Key,
            Sha256 = staged.Sha256,
            Extension = staged.Extension,
            Language = context.Details.Language,
        };
        try
        {
            var words = SpeakerNames.Resolve(await transcriber.TranscribeAsync(recording, cancellationToken), []);
            context.Transcript = words.Segments.Count > 0 ? words : null;
            context.TranscriptAbsence = "Nobody speaks in this recording.";
            context.TranscriptSource = TranscriptSources.SpeechToText;
        }
        catch (TranscriptionException away) when (away.Pause is { } pause)
        {
            return new CallFate.Snooze(clock.GetUtcNow() + pause, away.Message);
        }
        catch (TranscriptionException refused)
        {
            context.TranscriptAbsence = refused.Message;
        }

        return null;
    }
}
