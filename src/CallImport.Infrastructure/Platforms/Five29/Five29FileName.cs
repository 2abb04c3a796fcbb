using System.Globalization;
using System.Text.RegularExpressions;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>
/// What the path of a recording says: <c>{campaign}/{M_D_YYYY}/{number} by {agent} @ {H_MM_SS AM}.wav</c>, the same with the campaign glued to the number, with the
/// name of a step of the menu or a session id behind the time, or a session id alone. Names of campaigns and agents hold anything, so it is read from its end.
/// </summary>
internal sealed partial record Five29FileName
{
    public string? Campaign { get; private init; }

    /// <summary>The customer's, digits only.</summary>
    public string? Number { get; private init; }

    /// <summary>The agent's login; empty when nobody had answered yet, null when the name does not say.</summary>
    public string? Agent { get; private init; }

    /// <summary>In a zone that the name does not tell.</summary>
    public DateTime? Clock { get; private init; }

    public string? SessionId { get; private init; }

    public static Five29FileName Parse(string path)
    {
        var folders = path.Split('/')[..^1];
        var stem = Path.GetFileNameWithoutExtension(path[(path.LastIndexOf('/') + 1)..]);
        var name = stem.Contains(" @ ", StringComparison.Ordinal) ? stem : stem.Replace('+', ' ');
        if (Session().Match(stem) is { Success: true, Index: 0 } session && session.Length == stem.Length)
        {
            return new Five29FileName { SessionId = stem };
        }

        var at = name.LastIndexOf(" @ ", StringComparison.Ordinal);
        var by = at > 0 ? name.LastIndexOf(" by ", at, StringComparison.Ordinal) : -1;
        if (by < 0 || TimeOfDay().Match(name[(at + 3)..]) is not { Success: true } time || Subject().Match(name[..by]) is not { Success: true } subject)
        {
            return new Five29FileName();
        }

        var dated = Array.FindLastIndex(folders, folder => Date(folder) is not null);
        var day = dated < 0 ? null : Date(folders[dated]);
        return new Five29FileName
        {
            Campaign = subject.Groups["campaign"] is { Success: true } glued ? glued.Value.Trim() : dated > 0 && !IsRoot(folders[dated - 1]) ? folders[dated - 1] : null,
            Number = subject.Groups["number"].Value,
            Agent = by + 4 <= at ? name[(by + 4)..at].Trim() : "",
            Clock = day is { } date && Clocks(time) is { } clock ? date.ToDateTime(clock) : null,
            SessionId = time.Groups["session"] is { Success: true } tail ? tail.Value : null,
        };
    }

    private static bool IsRoot(string folder) => folder.Equals("recordings", StringComparison.OrdinalIgnoreCase);

    private static DateOnly? Date(string folder) => DateOnly.TryParseExact(
        folder.Replace('-', '_'), ["M_d_yyyy", "yyyy_M_d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static TimeOnly? Clocks(Match time)
    {
        var (hour, minute, second) = (Digits(time.Groups[1]), Digits(time.Groups[2]), Digits(time.Groups[3]));
        if (time.Groups[4] is { Success: true } half)
        {
            hour = (hour % 12) + (half.Value[0] is 'P' or 'p' ? 12 : 0);
        }

        return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
    }

    private static int Digits(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,2})_(\d{2})_(\d{2})(?: ?([AP]M))?(?:_.*?)?(?<session>[0-9a-f]{32}\d{15})?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(?:\d+-)*\+?(?<number>\d{7,15})(?<campaign>\D.*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"[0-9a-f]{32}(?:\d{15})?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Session();
}
