using CallImport.Domain.Imports;

namespace CallImport.Tests.Unit.Imports;

public sealed class ImportPriceTests
{
    [Theory]
    [InlineData(100, 2, 0, 0, 0, 100, 200)]
    [InlineData(100, 2, 30, 0, 30, 70, 140)]
    [InlineData(100, 2, 30, 25, 5, 95, 190)]
    [InlineData(100, 2, 30, 500, 0, 100, 200)]
    [InlineData(10, 2, 30, 0, 10, 0, 0)]
    [InlineData(100, null, 30, 0, 30, 0, 0)]
    [InlineData(0, 2, 30, 0, 0, 0, 0)]
    public void It_is_exact_to_the_cent(int calls, int? cents, int free, int used, int freeHere, int billable, long total) =>
        Assert.Equal(new ImportPrice(freeHere, billable, cents ?? 0, total), ImportPrice.Of(calls, cents, free, used));

    [Fact]
    public void Large_imports_do_not_overflow() => Assert.Equal(2_000_000_000L * 300, ImportPrice.Of(2_000_000_000, 300, 0, 0).TotalCostCents);
}
