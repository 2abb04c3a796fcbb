using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class ImportRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 15, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_word_it_is_the_last_90_days() => Assert.Equal(
        new DateTimeOffset(2026, 8, 24, 0, 0, 0, TimeSpan.Zero), ImportRange.Parse(null, null, null).Start(Now));

    [Fact]
    public void Dates_alone_are_a_range_of_ones_own() => Assert.Equal(ImportRange.Custom, ImportRange.Parse(null, "2026-01-02", null).Preset);

    [Fact]
    public void The_last_day_belongs_to_the_range() => Assert.Equal(
        new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), ImportRange.Parse("custom", "2026-01-01", "2026-01-31").End);

    [Fact]
    public void Everything_has_neither_start_nor_end()
    {
        var range = ImportRange.Parse("all", "2026-01-01", "2026-01-31");

        Assert.Null(range.Start(Now));
        Assert.Null(range.End);
    }

    [Fact]
    public void This_year_begins_on_its_first_day() => Assert.Equal(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ImportRange.Parse("year", null, null).Start(Now));

    [Theory]
    [InlineData("nonsense", "not-a-date", "2026-99-99")]
    [InlineData("<script>", null, null)]
    public void Nonsense_in_the_address_is_the_default(string preset, string? from, string? to) =>
        Assert.Equal(ImportRange.Last90Days, ImportRange.Parse(preset, from, to).Preset);

    [Fact]
    public void A_range_that_ends_before_it_begins_is_told() =>
        Assert.NotNull(ImportRange.Parse("custom", "2026-02-02", "2026-02-01").Mistake);
}
