using System.Globalization;
using CallImport.Domain.Imports;

namespace CallImport.Web.Components.Formatting;

/// <summary>A column of the picture that shows where the calls of an import have gone; each call is in one part.</summary>
internal sealed record DayColumn(DateOnly First, string Label, int Imported, int Skipped, int CameLater, int Failed, int Missing)
{
    public int Total => Imported + Skipped + CameLater + Failed + Missing;
}

/// <summary>Days grouped so that a picture never has more columns than can be told apart.</summary>
internal static class DayColumns
{
    private const int MostColumns = 62;
    private const int MostWeeks = 62 * 7;

    /// <returns>oldest first</returns>
    public static IReadOnlyList<DayColumn> Of(IReadOnlyList<CompletenessDay> days)
    {
        if (days.Count == 0)
        {
            return [];
        }

        var (first, last) = (days.Min(day => day.Day), days.Max(day => day.Day));
        var span = last.DayNumber - first.DayNumber + 1;
        var groups = days.ToLookup(day => Start(day.Day, span));
        return [.. Starts(first, last, span).Select(start => Column(start, span, groups[start]))];
    }

    private static DayColumn Column(DateOnly start, int span, IEnumerable<CompletenessDay> days) => days.Aggregate(
        new DayColumn(start, Label(start, span), 0, 0, 0, 0, 0),
        (sum, day) => sum with
        {
            Imported = sum.Imported + day.Imported,
            Skipped = sum.Skipped + day.Skipped,
            CameLater = sum.CameLater + day.CameLater,
            Failed = sum.Failed + day.Failed - day.CameLater,
            Missing = sum.Missing + Math.Max(0, day.Source - day.Imported - day.Skipped - day.Failed),
        });

    /// <summary>Quiet days and weeks keep their place, so that distances on the picture are distances in time.</summary>
    private static IEnumerable<DateOnly> Starts(DateOnly first, DateOnly last, int span)
    {
        for (var start = Start(first, span); start <= last; start = Next(start, span))
        {
            yield return start;
        }
    }

    private static DateOnly Start(DateOnly day, int span) => span switch
    {
        <= MostColumns => day,
        <= MostWeeks => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    private static DateOnly Next(DateOnly start, int span) => span switch
    {
        <= MostColumns => start.AddDays(1),
        <= MostWeeks => start.AddDays(7),
        _ => start.AddMonths(1),
    };

    private static string Label(DateOnly first, int span) => span switch
    {
        <= MostColumns => first.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        <= MostWeeks => $"week of {first.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
        _ => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
    };
}
