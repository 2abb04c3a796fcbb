namespace CallImport.Infrastructure.Transcription;

/// <summary>Measures of the sound that recognisers are given.</summary>
internal static class Sound
{
    public const int SampleRate = 16_000;

    /// <summary>Long enough for the deepest voice, short enough for the shortest pause.</summary>
    public const int FrameMs = 20;

    public const int FrameSamples = SampleRate * FrameMs / 1000;

    /// <summary>Noise of a line, as root mean square of 16-bit samples: below the first nothing is a voice, above the second everything may be one.</summary>
    private const double Quietest = 80, Loudest = 600;

    /// <summary>A voice is this much louder than what is heard between words.</summary>
    private const double AboveNoise = 3;

    public static double Loudness(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return samples.Length == 0 ? 0 : Math.Sqrt(sum / samples.Length);
    }

    /// <summary>Tells, frame by frame, voice from pause: by what the quietest tenth of the stretch sounds like.</summary>
    public static bool[] Voiced(ReadOnlySpan<short> samples)
    {
        var loudness = new double[(samples.Length + FrameSamples - 1) / FrameSamples];
        for (var frame = 0; frame < loudness.Length; frame++)
        {
            var start = frame * FrameSamples;
            loudness[frame] = Loudness(samples[start..Math.Min(start + FrameSamples, samples.Length)]);
        }

        var noise = loudness.Length == 0 ? 0 : loudness.Order().ElementAt(loudness.Length / 10);
        var threshold = Math.Clamp(noise * AboveNoise, Quietest, Loudest);
        return Array.ConvertAll(loudness, value => value > threshold);
    }

    /// <summary>Two channels that hold one and the same sound, as players make of a mono line.</summary>
    public static bool AreAlike(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
    {
        double difference = 0, all = 0;
        for (var index = 0; index < Math.Min(left.Length, right.Length); index++)
        {
            double first = left[index], second = right[index];
            difference += (first - second) * (first - second);
            all += (first * first) + (second * second);
        }

        return difference <= all * 0.01;
    }
}
