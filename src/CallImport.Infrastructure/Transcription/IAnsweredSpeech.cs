namespace CallImport.Infrastructure.Transcription;

/// <summary>What the service has answered and was paid for, kept until the call that it belongs to is done.</summary>
internal interface IAnsweredSpeech
{
    /// <returns>null when this piece was not answered yet</returns>
    Task<IReadOnlyList<SpokenWords>?> FindAsync(SpeechQuestion question, CancellationToken cancellationToken);

    /// <summary>Keeps the first answer.</summary>
    Task KeepAsync(SpeechQuestion question, IReadOnlyList<SpokenWords> answer, CancellationToken cancellationToken);
}

/// <param name="Sha256">Of the whole recording.</param>
/// <param name="Piece">Names the piece within it.</param>
internal sealed record SpeechQuestion(Guid WorkspaceId, string Sha256, string Model, string Piece);
