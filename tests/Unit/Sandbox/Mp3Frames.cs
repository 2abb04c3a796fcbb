namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Reads MP3 data frame by frame, as a player does. Written from the standard, not from the sandbox.</summary>
internal static class Mp3Frames
{
    private static readonly int[] Bitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Rates = [22050, 24000, 16000];

    /// <summary>How long the data plays. Throws where a frame is not one, or leans on an earlier frame.</summary>
    public static TimeSpan Duration(ReadOnlySpan<byte> data)
    {
        var (at, samples, rate) = (0, 0L, 0);
        while (at < data.Length)
        {
            var header = data[at..];
            Assert.True(header.Length >= 6 && header[0] == 0xFF && (header[1] & 0xF6) == 0xF2, $"no MPEG-2 layer III frame at {at}");
            Assert.True((header[3] & 0xC0) == 0xC0, $"not mono at {at}");
            var (bitrate, padding) = (Bitrates[header[2] >> 4], (header[2] >> 1) & 1);
            rate = Rates[(header[2] >> 2) & 3];
            var sideInfo = at + ((header[1] & 1) == 0 ? 6 : 4);
            Assert.Equal(0, data[sideInfo]);
            at += 72 * bitrate * 1000 / rate + padding;
            samples += 576;
        }

        Assert.Equal(data.Length, at);
        return TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / rate);
    }
}
