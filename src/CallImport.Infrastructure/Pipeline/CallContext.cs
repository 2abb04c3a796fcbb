using CallImport.Domain.Calls;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Queue;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>One call on its way through the steps, and what they have found so far.</summary>
internal sealed class CallContext(Guid jobId, ClaimedCall call, SourceBatch source)
{
    public Guid JobId { get; } = jobId;

    public ClaimedCall Call { get; } = call;

    public SourceBatch Source { get; } = source;

    public ListedCallDetails Details { get; } = ListedCallDetails.Parse(call.SourceMetadata);

    /// <summary>Downloaded and checked, here or by an earlier try.</summary>
    public StagedRecording? Staged { get; set; } = StagedRecording.Parse(call.StagedRecording);

    /// <summary>Why there is no recording, for the user.</summary>
    public string? RecordingAbsence { get; set; }

    /// <summary>Somebody will bring it later: the call is worth having without it.</summary>
    public bool IsRecordingAwaited { get; set; }

    /// <summary>Key in the library's part of the store, once sealed.</summary>
    public string? RecordingKey { get; set; }

    public string? DownloadToken { get; set; } = call.DownloadToken;

    public Transcript? Transcript { get; set; }

    /// <summary>The vendor's own JSON of the transcript.</summary>
    public string? OriginalTranscript { get; set; }

    /// <summary>One of <see cref="Domain.Engagements.TranscriptSources"/>.</summary>
    public string TranscriptSource { get; set; } = Domain.Engagements.TranscriptSources.Source;

    /// <summary>The source has none for certain: only then may somebody be paid to write the call down.</summary>
    public bool MayBeTranscribed { get; set; }

    /// <summary>Why there is no transcript, for the user.</summary>
    public string? TranscriptAbsence { get; set; }

    public CallInsights? Insights { get; set; }

    /// <summary>The source said "not ready yet"; counted, so that waiting ends some day.</summary>
    public bool WasNotReady { get; set; }

    public FinishedCall? Finished { get; set; }

    public CallFate.Snooze NotReady(TimeSpan retryAfter, string reason, DateTimeOffset now)
    {
        WasNotReady = true;
        return new CallFate.Snooze(SourceWait.Next(retryAfter, Call.NotReadyAnswers, now), reason);
    }
}
