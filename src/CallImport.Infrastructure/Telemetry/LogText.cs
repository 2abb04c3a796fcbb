using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace CallImport.Infrastructure.Telemetry;

/// <summary>
/// The last guard before a line is written: foreign text must not carry secrets or begin a line of its own. Code that logs must
/// not hand secrets over in the first place; this catches what libraries put into their messages.
/// </summary>
internal static partial class LogText
{
    private const int LongestText = 8_000;
    private const int DeepestCause = 4;
    private const int Frames = 6;

    public static string Clean(string text)
    {
        var safe = Secret().Replace(Query().Replace(text, "$1?…"), "$1$2…");
        return safe.Length <= LongestText ? safe : string.Concat(safe.AsSpan(0, LongestText), "…");
    }

    /// <summary>Types, messages and the innermost places of an exception and its causes, in one line.</summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        var cause = exception;
        for (var depth = 0; cause is not null && depth < DeepestCause; depth++, cause = cause.InnerException)
        {
            text.Append(depth == 0 ? "" : " <- ").Append(cause.GetType().FullName).Append(": ").Append(cause.Message.ReplaceLineEndings(" "));
            foreach (var frame in new StackTrace(cause).GetFrames().Take(Frames))
            {
                text.Append(" | ").Append(frame.GetMethod()?.DeclaringType?.FullName).Append('.').Append(frame.GetMethod()?.Name);
            }
        }

        return Clean(text.ToString());
    }

    [GeneratedRegex(@"(https?://[^\s?""'<>]+)\?[^\s""'<>]+")]
    private static partial Regex Query();

    [GeneratedRegex(@"(?i)\b(bearer|basic|password|pwd|secret|client_secret|api[-_]?key|access[-_]?key|access_token|refresh_token)([""']?\s*[=:]\s*[""']?|\s+(?=[A-Za-z0-9+/_.~-]{16,}))[^\s,;""'&]+")]
    private static partial Regex Secret();
}
