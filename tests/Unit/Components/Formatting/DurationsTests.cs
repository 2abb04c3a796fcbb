using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(4, "a few seconds")]
    [InlineData(31, "about 40 s")]
    [InlineData(60, "about 1 min")]
    [InlineData(59 * 60, "about 59 min")]
    [InlineData(2 * 3600, "about 2 h")]
    [InlineData((2 * 3600) + (11 * 60), "about 2 h 10 min")]
    [InlineData(20 * 3600, "about 20 h")]
    [InlineData(4 * 86400, "about 4 days")]
    public void A_rough_length_is_said_as_people_say_it(int seconds, string expected) =>
        Assert.Equal(expected, Durations.About(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "–")]
    [InlineData(42, "42 s")]
    [InlineData(754, "13 min")]
    [InlineData(3900, "1 h 5 min")]
    public void A_call_has_a_length_or_a_dash(int? seconds, string expected) => Assert.Equal(expected, Durations.OfCall(seconds));

    [Theory]
    [InlineData(20, "just now")]
    [InlineData(300, "5 min ago")]
    [InlineData(7300, "2 h ago")]
    [InlineData(100_000, "yesterday")]
    [InlineData(400_000, "4 days ago")]
    public void An_age_is_said_in_its_largest_unit(int seconds, string expected) => Assert.Equal(expected, Durations.Ago(TimeSpan.FromSeconds(seconds)));
}
