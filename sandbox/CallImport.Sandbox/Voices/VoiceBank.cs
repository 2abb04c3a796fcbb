using System.Globalization;

namespace CallImport.Sandbox.Voices;

/// <summary>A spoken sentence: a run of frames in the bank.</summary>
internal readonly record struct Clip(int FirstFrame, int Frames);

/// <summary>
/// All that can be spoken, as MP3 frames that lean on no other frame (see sandbox/voices/build.py), so that any sequence of clips
/// and silence is a recording. The first frame of the bank is silence.
/// </summary>
internal sealed class VoiceBank
{
    public const int FrameBytes = 108;
    public const int FrameMilliseconds = 36;
    private const int QuietFrames = 600;

    private readonly byte[] _frames = Embedded.Bytes("bank.bin");
    private readonly byte[] _quiet = new byte[QuietFrames * FrameBytes];
    private readonly Dictionary<(string Voice, string Text), Clip> _clips = [];

    public VoiceBank()
    {
        for (var at = 0; at < _quiet.Length; at += FrameBytes)
        {
            _frames.AsSpan(0, FrameBytes).CopyTo(_quiet.AsSpan(at));
        }

        var next = 1;
        foreach (var line in Embedded.AllLines("bank.tsv"))
        {
            var columns = line.Split('\t');
            var frames = int.Parse(columns[1], CultureInfo.InvariantCulture);
            _clips.Add((columns[0], columns[2]), new Clip(next, frames));
            next += frames;
        }

        if (next * FrameBytes != _frames.Length)
        {
            throw new InvalidDataException("bank.tsv and bank.bin do not belong together.");
        }
    }

    public int Clips => _clips.Count;

    public Clip Find(string voice, string text) => _clips.TryGetValue((voice, text), out var clip)
        ? clip
        : throw new InvalidOperationException($"Nobody has spoken \"{text}\" as {voice}: run sandbox/voices/build.sh.");

    public ReadOnlyMemory<byte> Speech(Clip clip) => _frames.AsMemory(clip.FirstFrame * FrameBytes, clip.Frames * FrameBytes);

    /// <summary>At most about 64 KB of silence, starting at a frame; ask again for the rest.</summary>
    public ReadOnlyMemory<byte> Silence(long bytes) => _quiet.AsMemory(0, (int)Math.Min(bytes, _quiet.Length));
}
