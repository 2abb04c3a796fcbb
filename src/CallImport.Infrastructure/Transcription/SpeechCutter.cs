using System.Runtime.InteropServices;

namespace CallImport.Infrastructure.Transcription;

/// <summary>
/// Cuts sound, as it comes, into stretches of bounded length: in the longest pause near their end, channel by channel, without what is silent. The same
/// sound is cut the same way every time.
/// </summary>
/// <param name="channels">How many the samples alternate between.</param>
/// <param name="longest">Of a stretch.</param>
internal sealed class SpeechCutter(int channels, TimeSpan longest)
{
    /// <summary>A pause is looked for in so many frames together.</summary>
    private const int PauseFrames = 10;

    /// <summary>Kept around a voice, so that no beginning or end of a word is lost.</summary>
    private const int MarginFrames = 15;

    /// <summary>Less than a fifth of a second is a click.</summary>
    private const int LeastVoicedFrames = 10;

    private readonly int longestSamples = (int)(longest.TotalSeconds * Sound.SampleRate) / Sound.FrameSamples * Sound.FrameSamples;
    private readonly List<short>[] kept = [.. Enumerable.Range(0, channels).Select(_ => new List<short>())];
    private long position;

    /// <param name="samples">Alternating between the channels; whole groups only.</param>
    public List<SpeechPiece> Add(ReadOnlySpan<short> samples)
    {
        List<SpeechPiece> pieces = [];
        for (var index = 0; index < samples.Length; index++)
        {
            kept[index % channels].Add(samples[index]);
        }

        while (kept[0].Count >= longestSamples)
        {
            pieces.AddRange(Cut(BestCut()));
        }

        return pieces;
    }

    /// <summary>What is left when nothing more comes.</summary>
    public List<SpeechPiece> End() => kept[0].Count > 0 ? Cut(kept[0].Count) : [];

    /// <summary>In the last quarter, where it is quietest in all channels together.</summary>
    private int BestCut()
    {
        var frames = longestSamples / Sound.FrameSamples;
        var loudness = new double[frames];
        foreach (var channel in kept)
        {
            var samples = CollectionsMarshal.AsSpan(channel);
            for (var frame = frames * 3 / 4; frame < frames; frame++)
            {
                loudness[frame] += Sound.Loudness(samples.Slice(frame * Sound.FrameSamples, Sound.FrameSamples));
            }
        }

        var (best, quietest) = (frames, double.MaxValue);
        for (var frame = frames * 3 / 4; frame + PauseFrames <= frames; frame++)
        {
            var together = loudness.AsSpan(frame, PauseFrames).ToArray().Sum();
            if (together <= quietest)
            {
                (best, quietest) = (frame + (PauseFrames / 2), together);
            }
        }

        return best * Sound.FrameSamples;
    }

    private List<SpeechPiece> Cut(int length)
    {
        var stretch = kept.Select(channel => CollectionsMarshal.AsSpan(channel)[..length].ToArray()).ToArray();
        var startMs = (int)(position * 1000 / Sound.SampleRate);
        foreach (var channel in kept)
        {
            channel.RemoveRange(0, length);
        }

        position += length;
        var isOneSound = channels == 2 && Sound.AreAlike(stretch[0], stretch[1]);
        return [.. stretch.Take(isOneSound ? 1 : channels).Select((samples, channel) => Trim(channel + 1, startMs, samples)).OfType<SpeechPiece>()];
    }

    /// <returns>null when nobody speaks</returns>
    private static SpeechPiece? Trim(int channel, int startMs, short[] samples)
    {
        var voiced = Sound.Voiced(samples);
        if (voiced.Count(isVoice => isVoice) < LeastVoicedFrames)
        {
            return null;
        }

        var first = Math.Max(0, Array.IndexOf(voiced, true) - MarginFrames);
        var end = Math.Min(voiced.Length, Array.LastIndexOf(voiced, true) + 1 + MarginFrames);
        return new SpeechPiece(
            channel,
            startMs + (first * Sound.FrameMs),
            samples.AsMemory(first * Sound.FrameSamples, Math.Min(end * Sound.FrameSamples, samples.Length) - (first * Sound.FrameSamples)),
            voiced[first..end]);
    }
}
