using CallImport.Domain.Calls;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline.Steps;

/// <summary>
/// Asks the source for the words. Only a definite "there is none" ends the search; what is not ready is waited for; a call whose words never come is
/// imported all the same and says so.
/// </summary>
internal sealed class FetchTranscript(TimeProvider clock) : ICallStep
{
    public ImportedCallStatus Stage => ImportedCallStatus.Transcribing;

    public async Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken)
    {
        switch (await context.Source.TranscriptAsync(context.Call, cancellationToken))
        {
            case TranscriptReady ready:
                context.Transcript = SpeakerNames.Resolve(Storable(ready.Transcript), context.Details.Participants, ready.SpeakerNames);
                context.OriginalTranscript = StorableText.CleanJson(ready.Original);
                break;
            case TranscriptNotReady pending:
                var now = clock.GetUtcNow();
                if (!SourceWait.IsOver(context.Call.StartedAt, context.Call.NotReadyAnswers, now))
                {
                    return context.NotReady(pending.RetryAfter, "The source has not finished the transcript yet.", now);
                }

                SetAbsent(context);
                break;
            case TranscriptAbsent:
                SetAbsent(context);
                break;
            case TranscriptNotPermitted refused:
                context.TranscriptAbsence = refused.Reason;
                break;
        }

        return context is { Transcript: null, Staged: null, IsRecordingAwaited: false }
            ? new CallFate.Failed(FailureClass.Permanent, context.RecordingAbsence ?? "The source has neither a recording nor a transcript of this call.")
            : null;
    }

    /// <summary>Some sources never say "there is none"; one that has not been ready for a day, or for an old call three times, is taken to mean it.</summary>
    private static void SetAbsent(CallContext context)
    {
        context.TranscriptAbsence = "The source has no transcript of this call.";
        context.MayBeTranscribed = true;
    }

    private static Transcript Storable(Transcript transcript) =>
        new([.. transcript.Segments.Select(segment => segment with { Text = StorableText.Clean(segment.Text) })]);
}
