namespace CallImport.Web.Components.Formatting;

/// <summary>Lengths of time as people say them.</summary>
internal static class Durations
{
    /// <summary>A rough length, for what is still to come: <c>about 3 min</c>, <c>about 2 h 10 min</c>, <c>about 4 days</c>.</summary>
    public static string About(TimeSpan length) => length switch
    {
        { TotalSeconds: < 10 } => "a few seconds",
        { TotalSeconds: < 55 } => $"about {Math.Ceiling(length.TotalSeconds / 10) * 10:0} s",
        { TotalMinutes: < 59.5 } => $"about {Math.Max(1, Math.Round(length.TotalMinutes)):0} min",
        { TotalHours: < 10 } => HoursAndMinutes(length),
        { TotalHours: < 47.5 } => $"about {Math.Round(length.TotalHours):0} h",
        _ => $"about {Math.Round(length.TotalDays):0} days",
    };

    /// <summary>How long a call lasted: <c>42 s</c>, <c>12 min</c>, <c>1 h 5 min</c>; a dash where the source does not say.</summary>
    public static string OfCall(int? seconds) => seconds switch
    {
        null => "–",
        < 60 => $"{seconds} s",
        < 3600 => $"{Math.Round(seconds.Value / 60d):0} min",
        _ => $"{seconds / 3600} h {seconds % 3600 / 60} min",
    };

    /// <summary>How long ago something was: <c>just now</c>, <c>5 min ago</c>, <c>3 h ago</c>, <c>2 days ago</c>.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 60 } => $"{(int)age.TotalMinutes} min ago",
        { TotalHours: < 24 } => $"{(int)age.TotalHours} h ago",
        { TotalDays: < 2 } => "yesterday",
        _ => $"{(int)age.TotalDays} days ago",
    };

    private static string HoursAndMinutes(TimeSpan length)
    {
        var minutes = (int)(Math.Round(length.TotalMinutes / 5) * 5);
        return minutes % 60 == 0 ? $"about {minutes / 60} h" : $"about {minutes / 60} h {minutes % 60} min";
    }
}
