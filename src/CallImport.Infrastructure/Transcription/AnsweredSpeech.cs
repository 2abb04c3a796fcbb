namespace CallImport.Infrastructure.Transcription;

/// <summary>Row: the answer to one piece of a recording.</summary>
internal sealed class AnsweredSpeech
{
    public Guid WorkspaceId { get; init; }

    public required string RecordingSha256 { get; init; }

    public required string Model { get; init; }

    public required string Piece { get; init; }

    /// <summary>JSON list of <see cref="SpokenWords"/>.</summary>
    public required string Words { get; init; }

    public DateTimeOffset AnsweredAt { get; init; }
}
