using CallImport.Domain.Imports;
using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class PlanTextsTests
{
    [Fact]
    public void The_button_says_how_many_will_come() => Assert.Equal("Import all 1,204 calls", PlanTexts.StartLabel(APlan.Of(source: 1204)));

    [Fact]
    public void An_estimate_is_called_one()
    {
        var plan = APlan.Of(source: 3000) with { IsExact = false };

        Assert.Equal("about 3,000 calls", PlanTexts.Found(plan));
        Assert.Equal("Import about 3,000 calls", PlanTexts.StartLabel(plan));
    }

    [Fact]
    public void A_source_that_cannot_count_says_so() => Assert.Equal("Cannot be counted beforehand", PlanTexts.Found(APlan.Of(source: null)));

    [Fact]
    public void What_is_here_already_is_told_before_the_start() =>
        Assert.Equal("All of them are in your library already.", PlanTexts.AlreadyHere(APlan.Of(source: 25, here: 25)));

    [Fact]
    public void A_trial_of_ten_is_offered_only_for_more_than_ten()
    {
        Assert.True(PlanTexts.OffersTrial(APlan.Of(source: 11)));
        Assert.False(PlanTexts.OffersTrial(APlan.Of(source: 10)));
    }

    [Fact]
    public void The_price_explains_itself() =>
        Assert.Equal("20 calls at $0.02; 5 free this month.", PlanTexts.Price(new ImportPrice(5, 20, 2, 40)));
}
