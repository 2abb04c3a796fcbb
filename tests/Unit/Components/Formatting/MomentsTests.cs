using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class MomentsTests
{
    private static readonly TimeZoneInfo PlusTwo = TimeZoneInfo.CreateCustomTimeZone("plus two", TimeSpan.FromHours(2), null, null);
    private static readonly DateTimeOffset Evening = new(2026, 11, 22, 23, 4, 9, TimeSpan.Zero);

    [Fact]
    public void A_moment_is_shown_on_the_viewers_clock() => Assert.Equal("23 Nov 2026, 01:04", Moments.Full(Evening, PlusTwo));

    [Fact]
    public void The_exact_moment_is_said_in_UTC() => Assert.Equal("2026-11-22 23:04:09 UTC", Moments.Utc(Evening));

    [Fact]
    public void Programs_read_UTC_with_a_Z() => Assert.Equal("2026-11-22T23:04:09Z", Moments.Machine(Evening.ToOffset(TimeSpan.FromHours(5))));

    [Theory]
    [InlineData(30, "at 01:34")]
    [InlineData(60 * 24, "tomorrow at 01:04")]
    [InlineData(60 * 72, "on Thu 26 Nov at 01:04")]
    public void What_is_to_come_carries_as_much_of_the_date_as_it_needs(int minutes, string expected) =>
        Assert.Equal(expected, Moments.Coming(Evening.AddMinutes(minutes), Evening, PlusTwo));
}
