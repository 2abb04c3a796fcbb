using System.Globalization;

namespace CallImport.Web.Components.Formatting;

/// <summary>Moments as the viewer's own clock shows them; UTC stands beside where it matters.</summary>
internal static class Moments
{
    /// <summary><c>22 Nov 2026, 18:04</c></summary>
    public static string Full(DateTimeOffset moment, TimeZoneInfo zone) => Text(moment, zone, "d MMM yyyy, HH:mm");

    /// <summary><c>22 Nov 2026</c></summary>
    public static string Day(DateTimeOffset moment, TimeZoneInfo zone) => Text(moment, zone, "d MMM yyyy");

    /// <summary>For tooltips: <c>2026-11-22 18:04:09 UTC</c></summary>
    public static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For <c>datetime</c> attributes: <c>2026-11-22T18:04:09Z</c></summary>
    public static string Machine(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment to come, with as much of the date as is needed: <c>at 18:04</c>, <c>tomorrow at 06:00</c>, <c>on Tue 24 Nov at 06:00</c>.</summary>
    public static string Coming(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone)
    {
        var days = (TimeZoneInfo.ConvertTime(moment, zone).Date - TimeZoneInfo.ConvertTime(now, zone).Date).Days;
        var time = Text(moment, zone, "HH:mm");
        return days switch
        {
            0 => $"at {time}",
            1 => $"tomorrow at {time}",
            _ => $"on {Text(moment, zone, "ddd d MMM")} at {time}",
        };
    }

    /// <summary>A moment that lies back, with as much of the date as is needed: <c>18:04:09</c>, <c>21 Nov, 18:04</c>.</summary>
    public static string Past(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone) =>
        Text(moment, zone, TimeZoneInfo.ConvertTime(moment, zone).Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "HH:mm:ss" : "d MMM, HH:mm");

    private static string Text(DateTimeOffset moment, TimeZoneInfo zone, string format) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString(format, CultureInfo.InvariantCulture);
}
