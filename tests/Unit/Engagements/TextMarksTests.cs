using CallImport.Infrastructure.Engagements;

namespace CallImport.Tests.Unit.Engagements;

public sealed class TextMarksTests
{
    [Theory]
    [InlineData("Acme renewal", "renew", "Acme [renewal]")]
    [InlineData("Acme renewal", "ACME", "[Acme] renewal")]
    [InlineData("Acme renewal", "acme zebra", "[Acme] renewal")]
    [InlineData("Renewal of Acme", "new", "Renewal of Acme")]
    [InlineData("Acme renewal", "-acme renewal", "Acme [renewal]")]
    [InlineData("A <b>title</b>", "title", "A <b>[title]</b>")]
    [InlineData("", "x", "")]
    public void Words_that_were_searched_for_are_marked(string text, string search, string expected) =>
        Assert.Equal(expected, string.Concat(TextMarks.Of(text, search).Select(mark => mark.IsHit ? $"[{mark.Text}]" : mark.Text)));

    [Fact]
    public void A_headline_is_split_at_the_marks_of_the_database() =>
        Assert.Equal(
            [new TextMark("the ", false), new TextMark("price", true), new TextMark(" of ", false), new TextMark("it", true)],
            TextMarks.Split("the \uE000price\uE001 of \uE000it\uE001"));
}
