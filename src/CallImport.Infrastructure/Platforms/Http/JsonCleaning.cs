using System.Text;
using System.Text.Unicode;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>
/// Replaces in JSON text what the database's jsonb and .NET strings do not hold: NUL characters, halves of surrogate pairs, broken UTF-8. One
/// mangled character in one call must not cost a page of a hundred.
/// </summary>
internal static class JsonCleaning
{
    private const int EscapeLength = 6;

    public static byte[] Clean(byte[] json)
    {
        var text = Utf8.IsValid(json) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        for (var at = 0; at < text.Length - 1; at++)
        {
            if (text[at] == '\\')
            {
                at += text[at + 1] == 'u' ? CleanEscape(text, at) - 1 : 1;
            }
        }

        return text;
    }

    /// <returns>How many bytes are dealt with.</returns>
    private static int CleanEscape(byte[] text, int at)
    {
        if (CodeAt(text, at) is not { } code)
        {
            return 2;
        }

        if (char.IsHighSurrogate(code) && CodeAt(text, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
        {
            return 2 * EscapeLength;
        }

        if (code == 0 || char.IsSurrogate(code))
        {
            "\\ufffd"u8.CopyTo(text.AsSpan(at));
        }

        return EscapeLength;
    }

    private static char? CodeAt(byte[] text, int at) =>
        at + EscapeLength <= text.Length
        && text[at] == '\\'
        && text[at + 1] == 'u'
        && ushort.TryParse(text.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)
            ? (char)code
            : null;
}
