using System.Text;

namespace CallImport.Infrastructure.Engagements;

/// <param name="Text">A word, or the words of a phrase; letters, digits and harmless punctuation only.</param>
/// <param name="IsExcluded">Calls with it are not wanted.</param>
/// <param name="IsPrefix">It may still be being typed.</param>
/// <param name="IsAlternative">It begins another way to be found: everything before, or everything from here on.</param>
internal sealed record SearchTerm(string Text, bool IsExcluded, bool IsPrefix, bool IsAlternative)
{
    /// <summary>
    /// Besides what was typed, the stem it may grow from: the index knows "scheduling" as "schedul", and "schedulin" is no word yet.
    /// </summary>
    public string Stem
    {
        get
        {
            string[] endings = ["atio", "ati", "at", "io", "in", "i"];
            var ending = endings.FirstOrDefault(ending => Text.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && Text.Length - ending.Length >= 4);
            return ending is null ? Text : Text[..^ending.Length];
        }
    }

    /// <returns>characters of <paramref name="text"/> from <paramref name="start"/> on that are this term, to the end of the word; 0 if they are not</returns>
    public int LengthAt(string text, int start)
    {
        if (start >= text.Length || !text.AsSpan(start).StartsWith(Text, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var end = TextMarks.WordEnd(text, start + Text.Length);
        return IsPrefix || end == start + Text.Length ? end - start : 0;
    }
}

/// <summary>Reads a search as people type it. Whatever they type is a search: nothing is an error, and nothing is SQL.</summary>
internal static class SearchTerms
{
    private const int TermLimit = 16;

    public static IReadOnlyList<SearchTerm> Parse(string? text)
    {
        List<SearchTerm> terms = [];
        var rest = (text ?? "").Trim();
        rest = rest.Length > EngagementSearch.TextLimit ? rest[..EngagementSearch.TextLimit] : rest;
        var isAlternative = false;
        while (rest.Length > 0 && terms.Count < TermLimit)
        {
            var isExcluded = rest[0] == '-';
            rest = isExcluded ? rest[1..] : rest;
            var isPhrase = rest.StartsWith('"');
            var end = isPhrase ? rest.IndexOf('"', 1) : rest.AsSpan().IndexOfAny(' ', '\t', '"');
            var raw = end < 0 ? rest[(isPhrase ? 1 : 0)..] : rest[(isPhrase ? 1 : 0)..end];
            rest = end < 0 ? "" : rest[(isPhrase ? end + 1 : end)..].TrimStart();
            if (!isPhrase && !isExcluded && raw.Equals("or", StringComparison.OrdinalIgnoreCase) && terms.Count > 0 && rest.Length > 0)
            {
                isAlternative = true;
            }
            else if (Clean(raw) is { Length: > 0 } word)
            {
                terms.Add(new SearchTerm(word, isExcluded, IsPrefix: !isPhrase && rest.Length == 0 && !isExcluded, isAlternative));
                isAlternative = false;
            }
        }

        return terms;
    }

    private static string Clean(string raw)
    {
        var clean = new StringBuilder();
        foreach (var rune in raw.EnumerateRunes())
        {
            clean.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or '@' or '_' or '+' or '/' ? rune.ToString() : " ");
        }

        var words = clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => word.Any(char.IsLetterOrDigit)) ? string.Join(' ', words) : "";
    }
}
