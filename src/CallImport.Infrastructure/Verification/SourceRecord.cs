namespace CallImport.Infrastructure.Verification;

/// <summary>A call as its source really holds it. What is null is not compared.</summary>
public sealed record SourceRecord
{
    public required string CallId { get; init; }

    public string? Title { get; init; }

    public bool? HasRecording { get; init; }

    public long? RecordingBytes { get; init; }

    /// <summary>64 lower-case hex digits.</summary>
    public string? RecordingSha256 { get; init; }

    /// <summary>All words; white space does not count.</summary>
    public string? Transcript { get; init; }
}
