namespace CallImport.Domain.Calls.Insights;

/// <summary>A segment with an end, measured where the source gives one and estimated from its words where it does not.</summary>
internal sealed record Turn(string Speaker, int StartMs, int EndMs, string Text)
{
    /// <summary>About 150 words a minute, the usual pace of talk.</summary>
    private const double UsualMsPerWord = 400;

    private const int WordLimit = 2_000;

    public int DurationMs => EndMs - StartMs;

    public static List<Turn> From(Transcript transcript)
    {
        var segments = transcript.Segments;
        var pace = segments.All(segment => segment.EndMs >= segment.StartMs) ? UsualMsPerWord : Pace(segments);
        var turns = new List<Turn>(segments.Count);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var start = Math.Max(0, segment.StartMs);
            var next = i + 1 < segments.Count ? segments[i + 1].StartMs : int.MaxValue;
            turns.Add(new Turn(Name(segment.Speaker), start, End(segment, start, next, pace), segment.Text ?? ""));
        }

        return turns;
    }

    private static int End(TranscriptSegment segment, int start, int next, double pace)
    {
        if (segment.EndMs is { } end && end >= start)
        {
            return end;
        }

        var spoken = (int)(WordCount(segment.Text) * pace);
        var longest = next > start ? next - start : int.MaxValue - start;
        return start + Math.Min(spoken, longest);
    }

    /// <summary>Milliseconds a word, as these people speak where the source measured them.</summary>
    private static double Pace(IReadOnlyList<TranscriptSegment> segments)
    {
        long time = 0;
        long words = 0;
        foreach (var segment in segments)
        {
            if (segment.EndMs > segment.StartMs)
            {
                time += segment.EndMs.Value - segment.StartMs;
                words += WordCount(segment.Text);
            }
        }

        return words == 0 ? UsualMsPerWord : Math.Clamp((double)time / words, 100, 2_000);
    }

    private static int WordCount(string? text)
    {
        var count = 0;
        var inWord = false;
        foreach (var character in text ?? "")
        {
            var isLetter = char.IsLetterOrDigit(character);
            count += isLetter && !inWord ? 1 : 0;
            inWord = isLetter || (inWord && character is '\'' or '’');
            if (count == WordLimit)
            {
                break;
            }
        }

        return count;
    }

    private static string Name(string? speaker) => string.IsNullOrWhiteSpace(speaker) ? "Unknown speaker" : PlainText.Clean(speaker, 200);
}
