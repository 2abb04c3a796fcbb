namespace CallImport.Sandbox.World;

/// <summary>
/// When the calls of a world took place: over the working hours before today, evenly with some disorder, and the newest today.
/// Times are Unix seconds.
/// </summary>
internal static class WorldCalendar
{
    /// <summary>The company's clock. Fixed: a summer time of its own would only hide mistakes of others.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(-5);

    private const int OpensAtUtcHour = 14;
    private const int WorkdaySeconds = 9 * 3600;

    /// <summary>Start times in order, of call 0 (oldest) to the newest.</summary>
    public static long[] Starts(int calls, int spanDays, DateTimeOffset now, ulong seed)
    {
        var starts = new long[calls];
        if (calls == 0)
        {
            return starts;
        }

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var days = Workdays(today, spanDays);
        var seconds = (double)days.Count * WorkdaySeconds;
        for (var index = 0; index < calls - 1; index++)
        {
            var place = (index + Chance.For(seed, (ulong)index, 1).Next(1000) / 1000.0) / (calls - 1) * seconds;
            var day = Math.Min((int)(place / WorkdaySeconds), days.Count - 1);
            starts[index] = days[day] + (long)(place - (double)day * WorkdaySeconds);
        }

        starts[calls - 1] = Newest(now, today);
        return starts;
    }

    /// <summary>The newest call depends on the day of the start, as little as can be on its hour, and is never in the future.</summary>
    private static long Newest(DateTimeOffset now, DateTimeOffset today)
    {
        var newest = (now - today).TotalMinutes switch
        {
            >= 15.5 * 60 => today.AddHours(14).AddMinutes(20),
            >= 90 => today.AddMinutes(40),
            _ => today.AddMinutes(-55),
        };
        return newest.ToUnixTimeSeconds();
    }

    private static List<long> Workdays(DateTimeOffset today, int spanDays)
    {
        var all = Enumerable.Range(1, Math.Max(1, spanDays)).Select(back => today.AddDays(-back)).Reverse().ToList();
        var working = all.Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToList();
        return [.. (working.Count > 0 ? working : all).Select(day => day.AddHours(OpensAtUtcHour).ToUnixTimeSeconds())];
    }
}
