using System.Diagnostics;
using System.Globalization;

namespace CallImport.Tests.E2E.Transcription;

/// <summary>A recogniser that needs no service: Debian's pocketsphinx.</summary>
internal static class LocalRecogniser
{
    public const string Missing = "pocketsphinx or ffmpeg is not installed (Debian 12: apt-get install ffmpeg pocketsphinx pocketsphinx-en-us).";

    private const string Program = "pocketsphinx_continuous";

    public static bool IsInstalled { get; } = new[] { Program, "ffmpeg" }.All(program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))));

    /// <param name="sound">A WAVE file with 16,000 samples a second.</param>
    public static async Task<IReadOnlyList<HeardWords>> HearAsync(byte[] sound, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"callimport-heard-{Guid.NewGuid():N}.wav");
        await File.WriteAllBytesAsync(file, sound, cancellationToken);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, ["-infile", file, "-time", "yes", "-logfn", "/dev/null"]) { RedirectStandardOutput = true })
                ?? throw new InvalidOperationException($"{Program} did not start.");
            var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return Read(said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A line of words, then a line for each of them: the word, its start, its end, and how sure it is.</summary>
    private static List<HeardWords> Read(string said)
    {
        var (heard, words) = (new List<HeardWords>(), new List<(string Word, double Start, double End)>());
        foreach (var line in said.Split('\n'))
        {
            if (line.Split(' ') is [var word, var start, var end, _]
                && double.TryParse(start, CultureInfo.InvariantCulture, out var from) && double.TryParse(end, CultureInfo.InvariantCulture, out var to))
            {
                if (word[0] is not ('<' or '[' or '+'))
                {
                    words.Add((word.Split('(')[0], from, to));
                }
            }
            else
            {
                EndSegment();
            }
        }

        EndSegment();
        return heard;

        void EndSegment()
        {
            if (words.Count > 0)
            {
                heard.Add(new HeardWords(words[0].Start, words[^1].End, string.Join(' ', words.Select(entry => entry.Word))));
                words.Clear();
            }
        }
    }
}
