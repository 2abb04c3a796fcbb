using System.Text;

namespace CallImport.Infrastructure.Engagements;

/// <summary>A piece of foreign text, marked or not. Pages show pieces as text; there is never markup in them.</summary>
public readonly record struct TextMark(string Text, bool IsHit);

public static class TextMarks
{
    /// <summary>Characters for private use, taken out of foreign text before the database puts its own in.</summary>
    internal const string HitStart = "\uE000";

    internal const string HitEnd = "\uE001";

    /// <summary>Splits what <c>ts_headline</c> gave back.</summary>
    internal static IReadOnlyList<TextMark> Split(string headline)
    {
        List<TextMark> marks = [];
        foreach (var (i, part) in headline.Split(HitStart[0]).Index())
        {
            var end = i == 0 ? -1 : part.IndexOf(HitEnd[0], StringComparison.Ordinal);
            Add(marks, end < 0 ? "" : part[..end], isHit: true);
            Add(marks, part[(end + 1)..], isHit: false);
        }

        return marks;
    }

    /// <summary>Marks the words of a title or name that a search asks for: whole words, and what begins with the last one.</summary>
    public static IReadOnlyList<TextMark> Of(string text, string? search)
    {
        var terms = SearchTerms.Parse(search).Where(term => !term.IsExcluded).ToList();
        List<TextMark> marks = [];
        var at = 0;
        while (terms.Count > 0 && at < text.Length)
        {
            var start = at;
            while (start < text.Length && !char.IsLetterOrDigit(text[start]))
            {
                start++;
            }

            var length = terms.Max(term => term.LengthAt(text, start));
            var end = length > 0 ? start + length : WordEnd(text, start);
            Add(marks, text[at..start], isHit: false);
            Add(marks, text[start..end], isHit: length > 0);
            at = end;
        }

        Add(marks, text[at..], isHit: false);
        return marks;
    }

    internal static int WordEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end;
    }

    private static void Add(List<TextMark> marks, string text, bool isHit)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (marks is [.., var last] && last.IsHit == isHit)
        {
            marks[^1] = last with { Text = new StringBuilder(last.Text).Append(text).ToString() };
        }
        else
        {
            marks.Add(new TextMark(text, isHit));
        }
    }
}
