using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Transcription;

/// <summary>The pieces of a recording in which somebody speaks, one after the other, while it is decoded: never more than one stretch is in memory.</summary>
internal static class DecodedRecording
{
    private const int BufferBytes = 64 * 1024;
    private const int MostChannels = 8;

    private const string Undecodable = "The recording holds no sound that can be decoded.";

    /// <exception cref="TranscriptionException">There is no sound in it that could be decoded.</exception>
    public static async IAsyncEnumerable<SpeechPiece> ReadAsync(
        string path, string extension, TimeSpan longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var decoder = Start(path, extension);
        await using var killed = cancellationToken.UnsafeRegister(_ => Kill(decoder), null);
        var complaints = decoder.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var sound = decoder.StandardOutput.BaseStream;
            if (await WaveFile.ReadChannelsAsync(sound, cancellationToken) is not (>= 1 and <= MostChannels and var channels))
            {
                throw new TranscriptionException(Undecodable, pause: null);
            }

            var cutter = new SpeechCutter(channels, longest);
            var buffer = new byte[BufferBytes / (channels * sizeof(short)) * channels * sizeof(short)];
            int count;
            while ((count = await sound.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0)
            {
                var group = channels * sizeof(short);
                foreach (var piece in cutter.Add(MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, count / group * group))))
                {
                    yield return piece;
                }
            }

            foreach (var piece in cutter.End())
            {
                yield return piece;
            }
        }
        finally
        {
            Kill(decoder);
            await complaints;
        }
    }

    private static Process Start(string path, string extension)
    {
        try
        {
            return Ffmpeg.Start(path, extension);
        }
        catch (Win32Exception missing)
        {
            throw new TranscriptionException("The decoder of this installation cannot be started.", TimeSpan.FromMinutes(1), missing);
        }
    }

    private static void Kill(Process decoder)
    {
        try
        {
            decoder.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
