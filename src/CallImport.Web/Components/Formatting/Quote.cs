using CallImport.Domain.Calls;

namespace CallImport.Web.Components.Formatting;

/// <summary>A sentence of the summary with its place in the call, where it can be found.</summary>
public sealed record Quote(string Text, string? Speaker, int? StartMs)
{
    /// <summary>A summary of a made-up kind (by a model) stays one piece; one that quotes is cut where its quotes begin.</summary>
    public static IReadOnlyList<Quote> FindAll(CallInsights insights, IReadOnlyList<TranscriptSegment> segments)
    {
        List<Quote> quotes = [];
        foreach (var sentence in Sentences(insights.Summary))
        {
            var segment = Place(sentence, segments);
            quotes.Add(new Quote(sentence, segment?.Speaker, segment?.StartMs));
        }

        return quotes.Exists(quote => quote.StartMs is not null) ? quotes : insights.Summary.Length == 0 ? [] : [new Quote(insights.Summary, null, null)];
    }

    /// <summary>Where an action item (<c>Speaker: sentence</c>) was said.</summary>
    public static int? StartOf(string actionItem, IReadOnlyList<TranscriptSegment> segments) =>
        Place(actionItem[(actionItem.IndexOf(": ", StringComparison.Ordinal) + 1)..].Trim(), segments)?.StartMs;

    private static TranscriptSegment? Place(string sentence, IReadOnlyList<TranscriptSegment> segments)
    {
        // A sentence can be spread over segments: its beginning is enough.
        var beginning = sentence.Length > 24 ? sentence[..24] : sentence;
        return segments.FirstOrDefault(segment => segment.Text.Contains(sentence, StringComparison.Ordinal))
            ?? segments.FirstOrDefault(segment => segment.Text.Contains(beginning, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sentences(string summary)
    {
        var start = 0;
        for (var i = 0; i < summary.Length; i++)
        {
            var isEnd = i == summary.Length - 1 || (summary[i] is '.' or '!' or '?' or '…' && summary[i + 1] == ' ' && i + 2 < summary.Length && char.IsUpper(summary[i + 2]));
            if (isEnd)
            {
                yield return summary[start..(i + 1)].Trim();
                start = i + 1;
            }
        }
    }
}
