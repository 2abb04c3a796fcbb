using System.Globalization;

namespace CallImport.Web.Components.Formatting;

/// <summary>Places in a recording.</summary>
internal static class PlayerTime
{
    /// <summary>As players show it: <c>0:42</c>, <c>12:05</c>, <c>1:02:09</c>.</summary>
    public static string Of(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        return time.TotalHours < 1
            ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture)
            : $"{(int)time.TotalHours}:{time.ToString(@"mm\:ss", CultureInfo.InvariantCulture)}";
    }

    /// <summary>As a screen reader should say it: <c>12 minutes 5 seconds</c>.</summary>
    public static string Spoken(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        return time.TotalMinutes < 1 ? Count(time.Seconds, "second") : $"{Count((int)time.TotalMinutes, "minute")} {Count(time.Seconds, "second")}";
    }

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
