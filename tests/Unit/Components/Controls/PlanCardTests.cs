using Bunit;
using CallImport.Domain.Imports;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class PlanCardTests : ComponentTests
{
    private readonly List<int?> starts = [];

    [Fact]
    public void Count_and_price_are_there_before_the_start()
    {
        var card = Show(APlan.Of(source: 25));

        Assert.Equal("25 calls", card.Find("[data-testid=preview-count]").TextContent);
        Assert.Equal("$0.50", card.Find("[data-testid=preview-cost]").TextContent);
        Assert.Contains("about 10 min", card.Find("[data-testid=preview-duration]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_left_to_others_makes_it_longer_and_says_why()
    {
        var duration = Show(APlan.Of(source: 25), share: 50).Find("[data-testid=preview-duration]").TextContent;

        Assert.Contains("about 20 min", duration, StringComparison.Ordinal);
        Assert.Contains("Acme Voice allows 180 requests a minute, of which 50 % are left to others.", duration, StringComparison.Ordinal);
    }

    [Fact]
    public void The_size_says_what_it_rests_on()
    {
        Assert.Contains("about 120 MB", Show(APlan.Of(source: 25)).Find("[data-testid=preview-storage]").TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Assumed at 32 kbit/s", Show(APlan.Of(source: 25) with { BytesAreMeasured = false }).Find("[data-testid=preview-storage]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void All_or_ten_can_be_started()
    {
        var card = Show(APlan.Of(source: 25));

        card.Find("[data-testid=start-import]").Click();
        card.Find("[data-testid=try-first]").Click();

        Assert.Equal([null, 10], starts);
    }

    [Fact]
    public void Nothing_can_be_started_before_the_plan_is_known() => Assert.True(Show(null).Find("[data-testid=start-import]").HasAttribute("disabled"));

    [Fact]
    public void An_empty_range_cannot_be_started() => Assert.True(Show(APlan.Of(source: 0)).Find("[data-testid=start-import]").HasAttribute("disabled"));

    [Fact]
    public void What_is_here_already_is_said()
    {
        var card = Show(APlan.Of(source: 25, here: 25));

        Assert.Equal("All of them are in your library already.", card.Find("[data-testid=preview-here]").TextContent);
        Assert.Equal("$0.00", card.Find("[data-testid=preview-cost]").TextContent);
    }

    [Fact]
    public void A_viewer_sees_the_plan_and_who_may_start_it()
    {
        var card = Show(APlan.Of(source: 25), mayStart: false);

        Assert.Empty(card.FindAll("[data-testid=start-import]"));
        Assert.Contains("A member, admin or owner can start the import.", card.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<PlanCard> Show(ImportPlan? plan, bool mayStart = true, int share = 0) => Render<PlanCard>(card => card
        .Add(one => one.Plan, plan)
        .Add(one => one.Source, "Acme Voice")
        .Add(one => one.Share, share)
        .Add(one => one.MayStart, mayStart)
        .Add(one => one.Start, calls => starts.Add(calls)));
}
