using Bunit;
using CallImport.Domain.Platforms;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class CheckListTests : ComponentTests
{
    [Fact]
    public void All_six_checks_are_named_before_the_first_is_made()
    {
        var list = Show([], running: true);

        Assert.Equal(
            ["reached", "signed_in", "may_list_calls", "may_read_media", "may_read_transcripts", "quota_left"],
            list.FindAll("li").Select(item => item.GetAttribute("data-check")));
        Assert.Equal("running", list.Find("li").GetAttribute("data-outcome"));
    }

    [Fact]
    public void A_failed_check_says_what_happened_and_what_to_do()
    {
        var list = Show(
            [
                new(CredentialCheckName.Reached, CheckOutcome.Passed, "It answers."),
                new(CredentialCheckName.SignedIn, CheckOutcome.Failed, "The key is not accepted.", "Make a new key."),
            ],
            running: false);

        Assert.Equal("The key is not accepted.", list.Find("[data-testid=error-text]").TextContent);
        Assert.Equal("Make a new key.", list.Find("[data-check=signed_in] .fix").TextContent);
        Assert.Equal("open", list.Find("[data-check=may_list_calls]").GetAttribute("data-outcome"));
    }

    [Fact]
    public void A_warning_is_not_an_error()
    {
        var list = Show([new(CredentialCheckName.Reached, CheckOutcome.Warning, "Recordings will be missing.", "Ask for the right.")], running: false);

        Assert.Empty(list.FindAll("[data-testid=error-text]"));
        Assert.Contains("passed with a loss", list.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<CheckList> Show(IReadOnlyList<CredentialCheck> checks, bool running) =>
        Render<CheckList>(list => list.Add(one => one.Checks, checks).Add(one => one.Running, running));
}
