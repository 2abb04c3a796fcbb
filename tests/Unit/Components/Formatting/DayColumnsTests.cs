using CallImport.Domain.Imports;
using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class DayColumnsTests
{
    private static readonly DateOnly First = new(2026, 1, 5);

    [Fact]
    public void Few_days_are_a_column_each_and_oldest_first()
    {
        var columns = DayColumns.Of([Day(3, source: 4, imported: 3), Day(0, source: 2, imported: 1)]);

        Assert.Equal(["5 Jan 2026", "6 Jan 2026", "7 Jan 2026", "8 Jan 2026"], columns.Select(column => column.Label));
        Assert.Equal([1, 0, 0, 1], columns.Select(column => column.Missing));
    }

    [Fact]
    public void What_came_later_is_told_apart_from_what_is_still_missing()
    {
        var column = Assert.Single(DayColumns.Of([new CompletenessDay(First, Source: 10, Imported: 4, Skipped: 1, Failed: 5, CameLater: 3)]));

        Assert.Equal((4, 1, 3, 2, 0, 10), (column.Imported, column.Skipped, column.CameLater, column.Failed, column.Missing, column.Total));
    }

    [Fact]
    public void Months_become_weeks_and_no_call_is_lost()
    {
        var columns = DayColumns.Of([.. Enumerable.Range(0, 200).Select(day => Day(day, source: 1, imported: 1))]);

        Assert.Equal("week of 5 Jan 2026", columns[0].Label);
        Assert.Equal(200, columns.Sum(column => column.Imported));
        Assert.True(columns.Count <= 62);
    }

    [Fact]
    public void Years_become_months()
    {
        var columns = DayColumns.Of([Day(0, 1, 1), Day(900, 1, 1)]);

        Assert.Equal(("January 2026", "June 2028", 30), (columns[0].Label, columns[^1].Label, columns.Count));
    }

    [Fact]
    public void Nothing_listed_is_no_picture() => Assert.Empty(DayColumns.Of([]));

    private static CompletenessDay Day(int offset, int source, int imported) => new(First.AddDays(offset), source, imported, 0, 0, 0);
}
