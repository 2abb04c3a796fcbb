using CallImport.Domain.Calls;

namespace CallImport.Domain.Platforms;

/// <summary>The four things a source can say about a transcript. Only <see cref="TranscriptAbsent"/> allows paid transcription.</summary>
public abstract record TranscriptAnswer;

/// <param name="Original">The vendor's own JSON, stored alongside the normalised form.</param>
public sealed record TranscriptReady(Transcript Transcript, string Original) : TranscriptAnswer
{
    /// <summary>Names that the transcript itself gives to its speakers, for those who are not among the participants.</summary>
    public IReadOnlyDictionary<string, string> SpeakerNames { get; init; } = new Dictionary<string, string>();
}

public sealed record TranscriptNotReady(TimeSpan RetryAfter) : TranscriptAnswer;

public sealed record TranscriptAbsent : TranscriptAnswer;

/// <param name="Reason">One sentence for the user.</param>
public sealed record TranscriptNotPermitted(string Reason) : TranscriptAnswer;
