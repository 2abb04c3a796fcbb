using CallImport.Infrastructure.Transcription;

namespace CallImport.Tests.Unit.Transcription;

/// <summary>Sound made of tones and pauses, as far as the cutter tells it from a voice.</summary>
internal static class Speech
{
    /// <summary>Tone and noise of a line in turn; each part in milliseconds, beginning with a pause.</summary>
    public static short[] Of(params int[] parts) => [.. parts.SelectMany((milliseconds, index) => index % 2 == 0 ? Pause(milliseconds) : Voice(milliseconds))];

    public static short[] Pause(int milliseconds) => [.. Enumerable.Range(0, Samples(milliseconds)).Select(at => (short)(at % 7 * 3))];

    public static short[] Voice(int milliseconds) =>
        [.. Enumerable.Range(0, Samples(milliseconds)).Select(at => (short)(6000 * Math.Sin(at * 0.2) * (0.6 + (0.4 * Math.Sin(at * 0.001)))))];

    public static short[] Together(short[] left, short[] right) => [.. left.Zip(right).SelectMany(pair => (short[])[pair.First, pair.Second])];

    private static int Samples(int milliseconds) => Sound.SampleRate / 1000 * milliseconds;
}
