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

        Assert.Equal(["5 Jan 2026", "8 Jan 2026"], columns.Select(column => column.Label));
        Assert.Equal([1, 1], columns.Select(column => column.Missing));
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

        Assert.Equal(["January 2026", "June 2028"], columns.Select(column => column.Label));
    }

    [Fact]
    public void Nothing_listed_is_no_picture() => Assert.Empty(DayColumns.Of([]));

    private static CompletenessDay Day(int offset, int source, int imported) => new(First.AddDays(offset), source, imported, 0, 0);
}
