using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Transcription;

/// <summary>Nobody writes calls down here.</summary>
internal sealed class NoTranscriber : ITranscriber
{
    public bool IsAvailable => false;

    public Task<Transcript> TranscribeAsync(SpokenRecording recording, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No speech recognition is set up.");
}
