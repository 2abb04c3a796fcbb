using CallImport.Domain.Calls;
using CallImport.Infrastructure.Pipeline;
using CallImport.Infrastructure.Storage;

namespace CallImport.Infrastructure.Transcription;

/// <summary>
/// Has a recording written down by the service: piece by piece where it can be decoded here, else as it is. Each answer is kept the moment it is here, so
/// that a second try asks for the rest only; what a crash between answer and keeping costs is one piece.
/// </summary>
internal sealed class ServiceTranscriber(SpeechService service, IAnsweredSpeech answers, IRecordingStore store, Ffmpeg ffmpeg) : ITranscriber, IDisposable
{
    /// <summary>Of one node: each holds a stretch of sound in memory, some 20 MB with everything.</summary>
    private const int AtOnce = 4;

    /// <summary>Within what any service takes, and little to lose.</summary>
    private static readonly TimeSpan LongestPiece = TimeSpan.FromMinutes(2);

    /// <summary>Where the service tells no times, the cuts have to.</summary>
    private static readonly TimeSpan LongestPieceWithoutTimes = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim room = new(AtOnce);

    public bool IsAvailable => true;

    public async Task<Transcript> TranscribeAsync(SpokenRecording recording, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            await using var stored = await store.OpenReadAsync(recording.Key, cancellationToken);
            var segments = ffmpeg.CanRead(recording.Extension)
                ? await InPiecesAsync(recording, stored, cancellationToken)
                : await AsItIsAsync(recording, stored, cancellationToken);
            return new Transcript([.. segments.OrderBy(segment => segment.StartMs)]);
        }
        catch (FileNotFoundException missing)
        {
            throw new TranscriptionException("The recording is not in the store any more.", pause: null, missing);
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose() => room.Dispose();

    private async Task<List<TranscriptSegment>> InPiecesAsync(SpokenRecording recording, Stream stored, CancellationToken cancellationToken)
    {
        var segments = new List<TranscriptSegment>();
        await using var file = await RecordingFile.OfAsync(stored, cancellationToken);
        var longest = service.TellsTimes ? LongestPiece : LongestPieceWithoutTimes;
        await foreach (var piece in DecodedRecording.ReadAsync(file.Path, recording.Extension, longest, cancellationToken))
        {
            var words = await AnswerAsync(
                recording,
                piece.Name,
                async () =>
                {
                    await using var sound = WaveFile.Of(piece.Samples.Span);
                    return await service.AskAsync(sound, "call.wav", recording.Language, cancellationToken);
                },
                cancellationToken);
            segments.AddRange(words
                .Where(spoken => piece.IsHeard(spoken.StartMs, spoken.EndMs ?? piece.DurationMs))
                .Select(spoken => Segment(piece.Channel, piece.StartMs, spoken, piece.DurationMs)));
        }

        return segments;
    }

    private async Task<List<TranscriptSegment>> AsItIsAsync(SpokenRecording recording, Stream stored, CancellationToken cancellationToken)
    {
        var words = await AnswerAsync(
            recording, "whole", () => service.AskAsync(stored, $"call.{recording.Extension}", recording.Language, cancellationToken), cancellationToken);
        return [.. words.Select(spoken => Segment(1, 0, spoken, null))];
    }

    private async Task<IReadOnlyList<SpokenWords>> AnswerAsync(
        SpokenRecording recording, string piece, Func<Task<IReadOnlyList<SpokenWords>>> ask, CancellationToken cancellationToken)
    {
        var question = new SpeechQuestion(recording.WorkspaceId, recording.Sha256, service.Model, piece);
        if (await answers.FindAsync(question, cancellationToken) is { } known)
        {
            return known;
        }

        var answer = await ask();

        // It is paid for: not even the end of this node keeps it from being kept.
        await answers.KeepAsync(question, answer, CancellationToken.None);
        return answer;
    }

    private static TranscriptSegment Segment(int channel, int startMs, SpokenWords spoken, int? lengthMs)
    {
        var end = spoken.EndMs ?? lengthMs;
        return new TranscriptSegment(
            $"channel {channel}", startMs + spoken.StartMs, end is null ? null : startMs + Math.Min(end.Value, lengthMs ?? int.MaxValue), StorableText.Clean(spoken.Text));
    }
}
