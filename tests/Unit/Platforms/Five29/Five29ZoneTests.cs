using CallImport.Infrastructure.Platforms.Five29;

namespace CallImport.Tests.Unit.Platforms.Five29;

public sealed class Five29ZoneTests
{
    [Theory]
    [InlineData("UTC-5", -300)]
    [InlineData("-05:00", -300)]
    [InlineData("GMT+5:30", 330)]
    [InlineData("utc", 0)]
    public void A_distance_is_a_zone_without_summer(string text, int minutes)
    {
        var zone = Five29Zone.Parse(text);

        Assert.Equal(TimeSpan.FromMinutes(minutes), zone?.GetUtcOffset(new DateTime(2026, 1, 1)));
        Assert.Equal(TimeSpan.FromMinutes(minutes), zone?.GetUtcOffset(new DateTime(2026, 7, 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PST8")]
    [InlineData("UTC-25")]
    [InlineData("nowhere/at all")]
    public void Anything_else_is_none(string text) => Assert.Null(Five29Zone.Parse(text));

    [Fact]
    public void Summer_counts_where_the_zone_has_one()
    {
        var pacific = Five29Zone.Parse(Five29Zone.OfReports);
        Assert.NotNull(pacific);

        Assert.Equal(17, Five29Zone.ToUtc(new DateTime(2026, 2, 3, 9, 0, 0), pacific).Hour);
        Assert.Equal(16, Five29Zone.ToUtc(new DateTime(2026, 7, 3, 9, 0, 0), pacific).Hour);

        // Half past two does not exist on the night in which summer begins.
        Assert.Equal(10, Five29Zone.ToUtc(new DateTime(2026, 3, 8, 2, 30, 0), pacific).Hour);
    }
}
