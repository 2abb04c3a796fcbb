using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(0, "0 calls")]
    [InlineData(1, "1 call")]
    [InlineData(1204, "1,204 calls")]
    public void Calls_are_counted_in_words(int calls, string expected) => Assert.Equal(expected, Amounts.Calls(calls));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(999_700, "1 MB")]
    [InlineData(1_440_000_000, "1.4 GB")]
    [InlineData(842_000, "842 kB")]
    public void Sizes_use_decimal_units(long bytes, string expected) => Assert.Equal(expected, Amounts.Bytes(bytes));

    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(50, "$0.50")]
    [InlineData(123_450, "$1,234.50")]
    public void Prices_are_to_the_cent(long cents, string expected) => Assert.Equal(expected, Amounts.Money(cents));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(999, 1000, 99)]
    [InlineData(1000, 1000, 100)]
    [InlineData(7, 5, 100)]
    public void A_percentage_never_claims_an_end_that_is_not_reached(long part, long whole, int expected) => Assert.Equal(expected, Amounts.Percent(part, whole));
}
