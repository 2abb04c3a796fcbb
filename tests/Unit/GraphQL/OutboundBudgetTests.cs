using CallImport.Web.GraphQL;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.GraphQL;

public sealed class OutboundBudgetTests
{
    [Fact]
    public void A_workspace_asks_platforms_so_often_a_minute_and_again_the_next()
    {
        var time = new FakeTimeProvider();
        var budget = new OutboundBudget(time, Options.Create(new GraphQLOptions { MaxOutboundPerMinute = 3 }));
        var (ours, theirs) = (Guid.NewGuid(), Guid.NewGuid());
        budget.Spend(ours, 3);
        time.Advance(TimeSpan.FromSeconds(20));

        var refused = Assert.Throws<ApiError>(() => budget.Spend(ours, 1));
        budget.Spend(theirs, 3);
        budget.Spend(ours, 0);

        Assert.Equal((ErrorCodes.RateLimited, 40), (refused.Code, refused.RetryAfterSeconds));
        time.Advance(TimeSpan.FromSeconds(40));
        budget.Spend(ours, 3);
    }
}
