using System.Globalization;
using System.Text.RegularExpressions;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Report and file names tell the time of day only; where, is the customer's setting, for each of the two.</summary>
internal static partial class Five29Zone
{
    /// <summary>Reports: Pacific time with its summer, unless the domain was set up otherwise.</summary>
    public const string OfReports = "America/Los_Angeles";

    /// <summary>Names: seen to be five hours behind UTC all year.</summary>
    public const string OfNames = "UTC-5";

    /// <param name="text">An IANA name (<c>Europe/Berlin</c>) or a fixed distance (<c>UTC-5</c>, <c>+05:30</c>).</param>
    /// <returns>null for anything else</returns>
    public static TimeZoneInfo? Parse(string text)
    {
        var match = Distance().Match(text.Trim());
        if (!match.Success || text.Trim().Length == 0)
        {
            return TimeZoneInfo.TryFindSystemTimeZoneById(text.Trim(), out var zone) ? zone : null;
        }

        var minutes = (Number(match.Groups[2]) * 60) + Number(match.Groups[3]);
        return minutes > 14 * 60 ? null : TimeZoneInfo.CreateCustomTimeZone(text.Trim(), TimeSpan.FromMinutes(match.Groups[1].Value == "-" ? -minutes : minutes), text, text);
    }

    /// <summary>An hour that summer time leaves out is taken for the one after it.</summary>
    public static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var clock = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(clock) ? clock.AddHours(1) : clock, zone));
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:UTC|GMT)?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Distance();
}
