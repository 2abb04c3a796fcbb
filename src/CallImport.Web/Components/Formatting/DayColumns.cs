using System.Globalization;
using CallImport.Domain.Imports;

namespace CallImport.Web.Components.Formatting;

/// <summary>A column of the picture that shows where the calls of an import have gone.</summary>
internal sealed record DayColumn(DateOnly First, string Label, int Imported, int Skipped, int Failed, int Missing)
{
    public int Total => Imported + Skipped + Failed + Missing;
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

        var span = days.Max(day => day.Day).DayNumber - days.Min(day => day.Day).DayNumber + 1;
        return [.. days
            .GroupBy(day => Start(day.Day, span))
            .OrderBy(group => group.Key)
            .Select(group => new DayColumn(
                group.Key,
                Label(group.Key, span),
                group.Sum(day => day.Imported),
                group.Sum(day => day.Skipped),
                group.Sum(day => day.Failed),
                group.Sum(day => Math.Max(0, day.Source - day.Imported - day.Skipped - day.Failed))))];
    }

    private static DateOnly Start(DateOnly day, int span) => span switch
    {
        <= MostColumns => day,
        <= MostWeeks => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    private static string Label(DateOnly first, int span) => span switch
    {
        <= MostColumns => first.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        <= MostWeeks => $"week of {first.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
        _ => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
    };
}
