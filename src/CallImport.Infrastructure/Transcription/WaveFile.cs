using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CallImport.Infrastructure.Transcription;

/// <summary>The one container that every recogniser reads.</summary>
internal static class WaveFile
{
    private const int HeaderBytes = 44;

    /// <summary>16 bits, mono, <see cref="Sound.SampleRate"/>.</summary>
    public static MemoryStream Of(ReadOnlySpan<short> samples)
    {
        var file = new byte[HeaderBytes + (samples.Length * sizeof(short))];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Sound.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Sound.SampleRate * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples.Length * sizeof(short));
        MemoryMarshal.AsBytes(samples).CopyTo(file.AsSpan(HeaderBytes));
        return new MemoryStream(file, writable: false);
    }

    /// <summary>Reads up to the sound; what follows in <paramref name="stream"/> are samples.</summary>
    /// <returns>how many channels they alternate between; null when this is no such file</returns>
    public static async Task<int?> ReadChannelsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[12];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length)
        {
            return null;
        }

        int? channels = null;
        var chunk = new byte[8];
        while (await stream.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken) == chunk.Length)
        {
            if (chunk.AsSpan(0, 4).SequenceEqual("data"u8))
            {
                return channels;
            }

            var body = new byte[Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(4)), 0, 64 * 1024)];
            await stream.ReadExactlyAsync(body, cancellationToken);
            if (chunk.AsSpan(0, 4).SequenceEqual("fmt "u8) && body.Length >= 16)
            {
                channels = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(2));
            }
        }

        return null;
    }
}
