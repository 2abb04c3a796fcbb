using System.ComponentModel;
using System.Diagnostics;

namespace CallImport.Infrastructure.Transcription;

/// <summary>
/// Turns any recording into plain sound by the program ffmpeg, where it is installed. It is told what the file is: what it would guess could be a
/// list of other files.
/// </summary>
internal sealed class Ffmpeg
{
    private const string Program = "ffmpeg";

    /// <summary>By the extension that the sniffed type has.</summary>
    private static readonly Dictionary<string, string> Demuxers = new()
    {
        ["wav"] = "wav",
        ["mp3"] = "mp3",
        ["aac"] = "aac",
        ["ogg"] = "ogg",
        ["flac"] = "flac",
        ["amr"] = "amr",
        ["caf"] = "caf",
        ["aiff"] = "aiff",
        ["m4a"] = "mov",
        ["mp4"] = "mov",
        ["mov"] = "mov",
        ["3gp"] = "mov",
        ["webm"] = "matroska",
        ["wmv"] = "asf",
        ["avi"] = "avi",
    };

    private readonly Lazy<bool> isInstalled = new(() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? $"{Program}.exe" : Program))));

    public bool CanRead(string extension) => isInstalled.Value && Demuxers.ContainsKey(extension);

    /// <summary>Starts to read the first sound track of a file; all its channels, at <see cref="Sound.SampleRate"/>, as a WAVE file.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static Process Start(string path, string extension)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-v", "error", "-protocol_whitelist", "file,pipe", "-f", Demuxers[extension], "-i", path,
            "-map", "0:a:0", "-vn", "-map_metadata", "-1", "-ar", FormattableString.Invariant($"{Sound.SampleRate}"), "-c:a", "pcm_s16le", "-bitexact", "-f", "wav", "pipe:1",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new Win32Exception($"{Program} did not start.");
        process.StandardInput.Close();
        return process;
    }
}
