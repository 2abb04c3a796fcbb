namespace CallImport.Domain.Engagements;

/// <summary>Where the words of a call came from; stored in <see cref="EngagementTranscript.Source"/>.</summary>
public static class TranscriptSources
{
    /// <summary>From the platform.</summary>
    public const string Source = "source";

    /// <summary>Written down here.</summary>
    public const string SpeechToText = "speech_to_text";
}
