namespace CallImport.Domain.Calls.Insights;

/// <param name="Lower">For comparing: lower case, straight apostrophes.</param>
/// <param name="Surface">As written.</param>
/// <param name="AfterBreak">Something other than a blank or hyphen stands between this word and the one before.</param>
/// <param name="Stem">Without its ending.</param>
/// <param name="IsStop">It names no subject.</param>
internal sealed record Word(string Lower, string Surface, bool AfterBreak, string Stem, bool IsStop);

internal static class Words
{
    private const int LengthLimit = 60;

    public static List<Word> Of(string text)
    {
        List<Word> words = [];
        var afterBreak = true;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                afterBreak |= !char.IsWhiteSpace(text[i]) && text[i] != '-';
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || IsInside(text, i)))
            {
                i++;
            }

            var surface = text[start..Math.Min(i, start + LengthLimit)];
            var lower = surface.Replace('’', '\'').ToLowerInvariant();
            words.Add(new Word(lower, surface, afterBreak, Stem.Of(lower), StopWords.Contains(lower)));
            afterBreak = false;
        }

        return words;
    }

    /// <summary>An apostrophe, ampersand or point that has a letter or digit on both sides belongs to the word: "don't", "R&amp;D", "3.5".</summary>
    private static bool IsInside(string text, int i) =>
        text[i] is '\'' or '’' or '&' or '.' or '-'
        && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])
        && char.IsLetterOrDigit(text[i - 1])
        && (text[i] != '-' || char.IsLower(text[i + 1]));
}
