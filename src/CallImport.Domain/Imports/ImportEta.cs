using System.Globalization;

namespace CallImport.Domain.Imports;

/// <summary>How long the rest of an import takes, and why: a pure function of counts, measured rate, limits and quota.</summary>
public static class ImportEta
{
    /// <summary>Until something is measured: an average recording of some megabytes over an average line.</summary>
    private const double AssumedSecondsPerDownload = 3;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static ImportDuration Of(ImportPace pace, DateTimeOffset now)
    {
        if (pace.Remaining <= 0)
        {
            return new ImportDuration(TimeSpan.Zero, "Nothing is left to import.");
        }

        var work = Work(pace);
        var quota = Quota(pace, now);
        var longest = quota is not null && quota.Estimate > work.Estimate ? quota : work;
        return pace.WaitingUntil is { } until && until > now
            ? new ImportDuration(until - now + work.Estimate, pace.WaitingReason ?? longest.Reason)
            : longest;
    }

    private static ImportDuration Work(ImportPace pace)
    {
        if (pace.MeasuredPerMinute is > 0 and var measured)
        {
            return new ImportDuration(Minutes(pace.Remaining / measured), string.Create(
                CultureInfo.InvariantCulture, $"At the pace of the last minute: {Math.Max(1, Math.Round(measured)):N0} calls a minute."));
        }

        var downloads = pace.ConcurrentDownloads ?? pace.Workers;
        var byDownload = Minutes(pace.Remaining * AssumedSecondsPerDownload / 60 / Math.Max(1, downloads));
        var rate = Ours(pace, pace.RequestsPerMinute);
        var byRequest = rate > 0 ? Minutes(Requests(pace) / rate.Value) : TimeSpan.Zero;
        return byRequest > byDownload
            ? new ImportDuration(byRequest, string.Create(
                CultureInfo.InvariantCulture, $"{pace.Source} allows {Math.Floor(pace.RequestsPerMinute ?? 0):N0} requests a minute{LeftToOthers(pace)}."))
            : new ImportDuration(byDownload, downloads == 1
                ? "One recording is downloaded at a time."
                : string.Create(CultureInfo.InvariantCulture, $"{downloads:N0} recordings are downloaded at once."));
    }

    /// <summary>A used-up day goes on at the next midnight UTC, and so do all days after it.</summary>
    private static ImportDuration? Quota(ImportPace pace, DateTimeOffset now)
    {
        if (Ours(pace, pace.RequestsPerDay) is not (> 0 and var perDay))
        {
            return null;
        }

        var beyondToday = Requests(pace) - Math.Max(0, perDay - pace.RequestsUsedToday);
        if (beyondToday <= 0)
        {
            return null;
        }

        var untilMidnight = Day - now.UtcDateTime.TimeOfDay;
        return new ImportDuration(untilMidnight + (Day * (beyondToday / perDay)), string.Create(
            CultureInfo.InvariantCulture, $"{pace.Source} allows {pace.RequestsPerDay:N0} requests a day{LeftToOthers(pace)}; the import goes on by itself each day."));
    }

    private static double? Ours(ImportPace pace, double? limit) => limit * (100 - pace.PercentLeft) / 100;

    private static string LeftToOthers(ImportPace pace) => pace.PercentLeft == 0 ? "" : $", of which {pace.PercentLeft} % are left to others";

    private static double Requests(ImportPace pace) => pace.Remaining * pace.RequestsPerCall;

    /// <summary>Rounded up to a second; an endless wait is cut to what a date can hold.</summary>
    private static TimeSpan Minutes(double minutes) => TimeSpan.FromSeconds(Math.Ceiling(Math.Min(minutes * 60, TimeSpan.FromDays(3650).TotalSeconds)));
}
