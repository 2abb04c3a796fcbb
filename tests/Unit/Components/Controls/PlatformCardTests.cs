using Bunit;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class PlatformCardTests : ComponentTests
{
    [Fact]
    public void A_platform_that_can_be_connected_is_one_link()
    {
        var card = Show(APlatform.Entry(PlatformStatus.Supported, canConnect: true));

        Assert.Equal("/connect?platform=acme", card.Find("[data-testid=platform-card] a").GetAttribute("href"));
    }

    [Fact]
    public void A_platform_that_is_coming_can_be_read_but_leads_nowhere()
    {
        var card = Show(APlatform.Entry(PlatformStatus.ComingSoon, canConnect: false));

        Assert.Empty(card.FindAll("a"));
        Assert.Contains("Coming soon", card.Markup, StringComparison.Ordinal);
        Assert.Contains("Cannot be connected in this version.", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_over_price_limits_and_retention_stand_on_the_card()
    {
        var card = Show(APlatform.Entry(PlatformStatus.Supported, canConnect: true));

        string[] facts = ["Audio", "Transcript", "$0.02 per call", "Three a second.", "Kept for a year."];
        Assert.All(facts, fact => Assert.Contains(fact, card.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<PlatformCard> Show(PlatformEntry entry) => Render<PlatformCard>(card => card.Add(one => one.Entry, entry));
}
