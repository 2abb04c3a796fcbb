using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Voices;

/// <summary>
/// The sound of a call: clips with silence between them and, if it has to be longer, after them. It is never in memory as a
/// whole; any part of it can be written.
/// </summary>
internal sealed class Recording
{
    private const int FlushBytes = 64 * 1024;

    private readonly VoiceBank _bank;
    private readonly IReadOnlyList<Utterance> _utterances;

    /// <param name="bank">where the sounds are</param>
    /// <param name="utterances">what is said</param>
    /// <param name="frames">length; what is said beyond it is cut off</param>
    public Recording(VoiceBank bank, IReadOnlyList<Utterance> utterances, long? frames)
    {
        _bank = bank;
        _utterances = utterances;
        Frames = frames ?? (utterances.Count == 0 ? 1 : utterances[^1].EndFrame);
    }

    public long Frames { get; }

    public long Length => Frames * VoiceBank.FrameBytes;

    public TimeSpan Duration => TimeSpan.FromMilliseconds(Frames * VoiceBank.FrameMilliseconds);

    public byte[] Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in Pieces(0, Length))
        {
            hash.AppendData(piece.Span);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Writes <paramref name="count"/> bytes from <paramref name="from"/>, no faster than asked for.</summary>
    public async Task WriteAsync(PipeWriter writer, long from, long count, Pace pace, CancellationToken cancellationToken)
    {
        foreach (var piece in Pieces(from, count))
        {
            writer.Write(piece.Span);
            if (writer.UnflushedBytes >= FlushBytes || pace.IsSlow)
            {
                var bytes = writer.UnflushedBytes;
                if ((await writer.FlushAsync(cancellationToken)).IsCompleted)
                {
                    return;
                }

                await pace.SpendAsync(bytes, cancellationToken);
            }
        }

        await writer.FlushAsync(cancellationToken);
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pieces(long from, long count)
    {
        var end = from + count;
        var at = 0L;
        foreach (var utterance in _utterances)
        {
            var start = utterance.StartFrame * VoiceBank.FrameBytes;
            foreach (var quiet in Quiet(Math.Max(at, from), Math.Min(start, end)))
            {
                yield return quiet;
            }

            var speech = _bank.Speech(utterance.Clip);
            at = start + speech.Length;
            var (first, last) = (Math.Max(start, from), Math.Min(at, end));
            if (first < last)
            {
                yield return speech.Slice((int)(first - start), (int)(last - first));
            }

            if (at >= end)
            {
                yield break;
            }
        }

        foreach (var quiet in Quiet(Math.Max(at, from), end))
        {
            yield return quiet;
        }
    }

    /// <summary>Silence for the bytes from <paramref name="from"/> to <paramref name="end"/>; it may start within a frame.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Quiet(long from, long end)
    {
        while (from < end)
        {
            var within = (int)(from % VoiceBank.FrameBytes);
            var piece = _bank.Silence(end - from + within)[within..];
            yield return piece;
            from += piece.Length;
        }
    }
}
