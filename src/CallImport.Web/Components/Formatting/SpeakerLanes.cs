using System.Globalization;
using System.Text;
using CallImport.Domain.Calls;

namespace CallImport.Web.Components.Formatting;

/// <param name="Color">Number of the speaker's colour, 0–5.</param>
/// <param name="Path">Shapes of the times in which the speaker spoke, on a strip of <see cref="SpeakerLanes.Width"/> by <see cref="SpeakerLanes.Height"/>.</param>
public sealed record SpeakerLane(string Speaker, int Color, string Path);

/// <summary>Who spoke when, as shapes: one path per person, however long the call.</summary>
internal static class SpeakerLanes
{
    public const int Width = 1000;
    public const int Height = 10;

    private const int Colors = 6;

    /// <summary>Most people shown; a call with more shows those who speak first.</summary>
    private const int Most = 8;

    /// <summary>The colour of each speaker, in the order in which they first speak.</summary>
    public static IReadOnlyDictionary<string, int> ColorsOf(IEnumerable<string> speakers) =>
        speakers.Distinct().Select((speaker, i) => (speaker, i)).ToDictionary(pair => pair.speaker, pair => Math.Min(pair.i, Colors - 1));

    public static IReadOnlyList<SpeakerLane> Of(Transcript transcript, long durationMs)
    {
        var colors = ColorsOf(transcript.Segments.Select(segment => segment.Speaker));
        var strips = colors.Keys.Take(Most).ToDictionary(speaker => speaker, _ => new bool[Width]);
        for (var i = 0; i < transcript.Segments.Count && durationMs > 0; i++)
        {
            var segment = transcript.Segments[i];
            if (strips.TryGetValue(segment.Speaker, out var strip))
            {
                var next = i + 1 < transcript.Segments.Count ? transcript.Segments[i + 1].StartMs : durationMs;
                Fill(strip, segment.StartMs, segment.EndMs ?? next, durationMs);
            }
        }

        return [.. strips.Select(pair => new SpeakerLane(pair.Key, colors[pair.Key], PathOf(pair.Value)))];
    }

    private static void Fill(bool[] strip, long startMs, long endMs, long durationMs)
    {
        var first = (int)Math.Clamp(startMs * Width / durationMs, 0, Width - 1);
        var last = (int)Math.Clamp(endMs * Width / durationMs, first, Width - 1);
        Array.Fill(strip, true, first, last - first + 1);
    }

    private static string PathOf(bool[] strip)
    {
        var path = new StringBuilder();
        for (var at = 0; at < strip.Length;)
        {
            var end = at;
            while (end < strip.Length && strip[end])
            {
                end++;
            }

            if (end > at)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{at} 0h{end - at}v{Height}h{at - end}z");
            }

            at = Math.Max(end, at + 1);
        }

        return path.ToString();
    }
}
