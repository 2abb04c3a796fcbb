namespace CallImport.Infrastructure.Transcription;

/// <summary>A stretch of one channel that somebody speaks in; what is sent to the service at once.</summary>
/// <param name="Channel">Counted from 1.</param>
/// <param name="StartMs">From the start of the recording.</param>
/// <param name="Samples">16 bits, mono, <see cref="Sound.SampleRate"/>.</param>
/// <param name="IsLoud">For every <see cref="Sound.FrameMs"/> of it, whether there is anything to hear.</param>
internal sealed record SpeechPiece(int Channel, int StartMs, ReadOnlyMemory<short> Samples, IReadOnlyList<bool> IsLoud)
{
    public int DurationMs => (int)(Samples.Length * 1000L / Sound.SampleRate);

    /// <summary>Names the piece among those of its recording, the same in every run.</summary>
    public string Name => FormattableString.Invariant($"{Channel}:{StartMs}+{DurationMs}");

    /// <summary>Recognisers hear words in noise and silence; where nothing was to be heard, nothing was said.</summary>
    /// <param name="startMs">From the start of the piece.</param>
    public bool IsHeard(int startMs, int endMs)
    {
        var first = Math.Clamp(startMs / Sound.FrameMs, 0, IsLoud.Count);
        var last = Math.Clamp((endMs + Sound.FrameMs - 1) / Sound.FrameMs, first, IsLoud.Count);
        var loud = 0;
        for (var frame = first; frame < last; frame++)
        {
            loud += IsLoud[frame] ? 1 : 0;
        }

        return loud >= Math.Max(2, (last - first) / 20);
    }
}
