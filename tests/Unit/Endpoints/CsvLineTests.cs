using CallImport.Web.Endpoints;

namespace CallImport.Tests.Unit.Endpoints;

public sealed class CsvLineTests
{
    [Fact]
    public void Cells_are_separated_by_commas_and_lines_end_as_the_standard_says() => Assert.Equal("a,,c\r\n", CsvLine.Of("a", null, "c"));

    [Theory]
    [InlineData("one, two", "\"one, two\"")]
    [InlineData("say \"hello\"", "\"say \"\"hello\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void What_would_break_a_line_is_quoted(string cell, string expected) => Assert.Equal($"{expected}\r\n", CsvLine.Of(cell));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30 1234")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void Text_that_looks_like_a_formula_stays_text(string cell) => Assert.Equal($"'{cell}\r\n", CsvLine.Of(cell));

    [Fact]
    public void A_formula_with_commas_is_both_quoted_and_inert() => Assert.Equal("\"'=HYPERLINK(\"\"x\"\",1)\"\r\n", CsvLine.Of("=HYPERLINK(\"x\",1)"));
}
