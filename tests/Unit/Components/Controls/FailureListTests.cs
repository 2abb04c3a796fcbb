using Bunit;
using CallImport.Domain.Imports;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class FailureListTests : ComponentTests
{
    private static readonly FailureGroup Gone = new() { Class = FailureClass.Permanent, Reason = "The recording was deleted.", Count = 3, Here = 3 };
    private static readonly FailureGroup Trouble = new() { Class = FailureClass.Transient, Reason = "The source had trouble.", Count = 2, Here = 2 };
    private int retries;

    [Fact]
    public void Each_reason_stands_with_its_number_and_what_to_do()
    {
        var list = Show([Gone, Trouble]);

        Assert.Equal(["The recording was deleted.", "The source had trouble."], list.FindAll("[data-testid=error-text]").Select(text => text.TextContent));
        Assert.Equal(["permanent", "transient"], list.FindAll("[data-testid=failure-group]").Select(group => group.GetAttribute("data-class")));
    }

    [Fact]
    public void What_can_be_retried_can_be_retried_at_once()
    {
        var list = Show([Gone, Trouble]);

        list.Find("[data-testid=retry-failed]").Click();

        Assert.Equal(1, retries);
    }

    [Fact]
    public void What_can_never_come_offers_no_retry_of_all() => Assert.Empty(Show([Gone]).FindAll("[data-testid=retry-failed]"));

    [Fact]
    public void What_a_later_import_has_brought_needs_no_retry_and_says_so()
    {
        var list = Show([Trouble with { Here = 0, CameLater = 2 }]);

        Assert.Empty(list.FindAll("[data-testid=retry-failed]"));
        Assert.Equal("Came with a later import", list.Find("h2").TextContent);
        Assert.Contains("A later import has brought all of them; nothing is left to do.", list.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Retry", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_rest_is_advised_to_be_tried_again()
    {
        var list = Show([Trouble with { Count = 5, Here = 1, CameLater = 2, OnTheirWay = 1 }]);

        Assert.Equal(
            "A later import has brought 2 of them. A later import is bringing 1 of them. Retry; the source or the network had trouble. "
            + "A later import took up 1 of them and has not brought it; see there.",
            list.Find("[data-testid=failure-group] div span").TextContent);
        Assert.Single(list.FindAll("[data-testid=retry-failed]"));
    }

    private IRenderedComponent<FailureList> Show(IReadOnlyList<FailureGroup> failures) =>
        Render<FailureList>(list => list.Add(one => one.Failures, failures).Add(one => one.RetryAll, () => retries++));
}
