using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallImport.Domain.Calls;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Five9 exports no transcripts; a customer may put one of the same name beside the recording, as WebVTT.</summary>
internal static partial class Five29SideFile
{
    private const long Longest = 16 * 1024 * 1024;

    public static string PathOf(string recording) => Path.ChangeExtension(recording, ".vtt").Replace(Path.DirectorySeparatorChar, '/');

    /// <returns>null when there is none, or none with words</returns>
    public static async Task<TranscriptReady?> FindAsync(IDrop drop, string recording, CancellationToken cancellationToken)
    {
        if (await drop.FindAsync(PathOf(recording), cancellationToken) is not { Bytes: < Longest } file || await drop.OpenAsync(file, cancellationToken) is not { } content)
        {
            return null;
        }

        using var reader = new StreamReader(content);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return Read(text) is { Segments.Count: > 0 } transcript ? new TranscriptReady(transcript, JsonSerializer.Serialize(new { vtt = text })) : null;
    }

    public static Transcript Read(string text) => new(
    [
        .. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Cue).OfType<TranscriptSegment>().OrderBy(segment => segment.StartMs),
    ]);

    private static TranscriptSegment? Cue(string block)
    {
        var lines = block.Split('\n');
        var at = Array.FindIndex(lines, line => Times().IsMatch(line));
        if (at < 0)
        {
            return null;
        }

        var times = Times().Match(lines[at]);
        var said = string.Join(' ', lines[(at + 1)..]).Trim();
        var words = Tag().Replace(said, "").Trim();
        return words.Length == 0 ? null : new TranscriptSegment(
            Voice().Match(said) is { Success: true } voice ? voice.Groups[1].Value.Trim() : "", Milliseconds(times, 1), Math.Max(Milliseconds(times, 1), Milliseconds(times, 5)), words);
    }

    private static int Milliseconds(Match times, int first)
    {
        var hours = times.Groups[first] is { Success: true } digits ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;
        return (((((hours * 60) + Part(1)) * 60) + Part(2)) * 1000) + Part(3);

        int Part(int offset) => int.Parse(times.Groups[first + offset].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?:(\d{1,2}):)?(\d{2}):(\d{2})\.(\d{3})\s+-->\s+(?:(\d{1,2}):)?(\d{2}):(\d{2})\.(\d{3})", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    [GeneratedRegex(@"<v(?:\.[^ >]*)?\s+([^>]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Voice();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
