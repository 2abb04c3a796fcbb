namespace CallImport.Domain.Calls;

/// <summary>
/// Port: writes down what is said in a recording. That may cost money: whoever asks again for the same recording gets what was answered before and
/// pays only for what was not.
/// </summary>
public interface ITranscriber
{
    /// <summary>False when nobody is set up to do it; it must not be asked then.</summary>
    bool IsAvailable { get; }

    /// <returns>
    /// Segments in order of time, empty when nobody speaks. <see cref="TranscriptSegment.Speaker"/> names the channel of the recording, not a person.
    /// </returns>
    /// <exception cref="TranscriptionException">It waits for the service, or the service refuses this recording for good.</exception>
    Task<Transcript> TranscribeAsync(SpokenRecording recording, CancellationToken cancellationToken);
}

/// <summary>A stored recording, staged or sealed.</summary>
public sealed record SpokenRecording
{
    public required Guid WorkspaceId { get; init; }

    /// <summary>Where it lies in the recording store.</summary>
    public required string Key { get; init; }

    /// <summary>64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of the sniffed type, without a dot.</summary>
    public required string Extension { get; init; }

    /// <summary>As the source names it ("en", "en-US"); null when it does not say.</summary>
    public string? Language { get; init; }
}
