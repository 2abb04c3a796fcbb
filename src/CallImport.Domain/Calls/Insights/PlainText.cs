using System.Text;

namespace CallImport.Domain.Calls.Insights;

/// <summary>Foreign text made fit to be stored and shown as one line: no control characters, no runs of blanks, a bounded length.</summary>
internal static class PlainText
{
    public static string Clean(string text, int limit)
    {
        if (text.Length <= limit && IsClean(text))
        {
            return text.TrimEnd();
        }

        var clean = new StringBuilder(Math.Min(text.Length, limit));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > limit)
            {
                break;
            }

            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>Nearly all text is: letters, digits, marks and single blanks.</summary>
    private static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var character in text)
        {
            if (character is < '!' or > '~' && (character == ' ' ? before == ' ' : IsSpecial(character)))
            {
                return false;
            }

            before = character;
        }

        return true;
    }

    private static bool IsSpecial(char character) => char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character);
}
