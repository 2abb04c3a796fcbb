using Bunit;
using CallImport.Domain.Imports;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class FailureListTests : ComponentTests
{
    private static readonly FailureGroup Gone = new(FailureClass.Permanent, "The recording was deleted.", 3, "Nothing can be done.", CanRetry: false);
    private static readonly FailureGroup Trouble = new(FailureClass.Transient, "The source had trouble.", 2, "Retry.", CanRetry: true);
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

    private IRenderedComponent<FailureList> Show(IReadOnlyList<FailureGroup> failures) =>
        Render<FailureList>(list => list.Add(one => one.Failures, failures).Add(one => one.RetryAll, () => retries++));
}
