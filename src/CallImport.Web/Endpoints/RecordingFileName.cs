using System.Globalization;
using System.Text;

namespace CallImport.Web.Endpoints;

/// <summary>A name under which a recording can be saved anywhere, made from a title that others wrote.</summary>
internal static class RecordingFileName
{
    private const int TitleLimit = 80;

    /// <returns>for example <c>2026-11-20 Acme renewal.mp3</c></returns>
    public static string Of(string? title, DateTimeOffset startedAt, string extension)
    {
        var name = new StringBuilder();
        foreach (var rune in (title ?? "").EnumerateRunes())
        {
            if (name.Length + rune.Utf16SequenceLength > TitleLimit)
            {
                break;
            }

            // Letters and digits of any script, and what no file system or header minds.
            var isSafe = Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '(' or ')' or '&' or '+';
            if (isSafe || (name.Length > 0 && name[^1] != ' '))
            {
                name.Append(isSafe ? rune.ToString() : " ");
            }
        }

        var safe = name.ToString().Trim();
        return $"{startedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {(safe.Length == 0 ? "Call" : safe)}.{extension}";
    }
}
