using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using CallImport.Sandbox.Voices;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Five29;

/// <summary>
/// Writes a folder as Five9 fills it: recordings named by campaign, number, agent and a clock five hours behind UTC, and the call log with Pacific times.
/// Where the vendor writes WAV this writes MP3, which is what the sandbox's voices are.
/// </summary>
public static class Five29Samples
{
    /// <summary>Fills a folder that is not there yet, in one step: others see all of it or nothing.</summary>
    public static async Task WriteAsync(string folder, Five29SampleShape shape, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var path = Path.GetFullPath(folder);
        var begun = Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Guid.NewGuid():N}");
        var seed = (ulong)shape.Seed;
        var world = new SalesWorld(SandboxServer.SharedStage, seed, WorldCalendar.Starts(shape.Calls, 30, time.GetUtcNow(), seed), shape.RecordingBytes);
        var manifest = new StringBuilder(Five29Call.Header).AppendLine();
        for (var index = 0; index < shape.Calls; index++)
        {
            var call = new Five29Call(world.Call(index));
            var isStray = shape.WithStrays && index == 1;
            if (!isStray)
            {
                manifest.AppendLine(call.Row());
            }

            if (!(shape.WithStrays && index == 2))
            {
                await WriteAsync(Path.Combine(begun, "Recordings", call.Path), call.World, withWords: index % 2 == 0, cancellationToken);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(begun, "manifest.csv"), manifest.ToString(), cancellationToken);
        Directory.Move(begun, path);
    }

    private static async Task WriteAsync(string path, WorldCall call, bool withWords, CancellationToken cancellationToken)
    {
        // The path of a file has a folder.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var file = File.Create($"{path}.mp3"))
        {
            var writer = PipeWriter.Create(file);
            await call.Recording.WriteAsync(writer, 0, call.Recording.Length, new Pace(0, TimeProvider.System), cancellationToken);
            await writer.CompleteAsync();
        }

        // Nobody has written to it for a while, as far as a reader can see.
        File.SetLastWriteTimeUtc($"{path}.mp3", call.Started.UtcDateTime + call.Recording.Duration);
        if (withWords)
        {
            var cues = call.Utterances.Select(said => $"{Clock(said.StartMs)} --> {Clock(said.EndMs)}\n<v {said.Speaker.Name}>{said.Text}\n");
            await File.WriteAllTextAsync($"{path}.vtt", $"WEBVTT\n\n{string.Join('\n', cues)}", cancellationToken);
        }
    }

    private static string Clock(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);
}

/// <param name="Calls">How many.</param>
/// <param name="RecordingBytes">Size of each recording; null for a whole conversation of some minutes.</param>
/// <param name="WithStrays">One recording has no row, one row no recording.</param>
public sealed record Five29SampleShape(int Calls, int Seed = 2029, long? RecordingBytes = null, bool WithStrays = false);
