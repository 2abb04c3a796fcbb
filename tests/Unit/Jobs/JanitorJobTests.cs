using CallImport.Infrastructure.Jobs;

namespace CallImport.Tests.Unit.Jobs;

public sealed class JanitorJobTests
{
    [Fact]
    public async Task What_cannot_be_done_keeps_the_rest_from_nothing_and_is_told()
    {
        var done = 0;
        Task Broken(CancellationToken cancellationToken) => throw new IOException("The store is away.");
        Task Whole(CancellationToken cancellationToken) => Task.FromResult(++done);

        var told = await Assert.ThrowsAsync<AggregateException>(() => JanitorJob.AllAsync([Whole, Broken, Whole], TestContext.Current.CancellationToken));

        Assert.Equal((2, "The store is away."), (done, Assert.Single(told.InnerExceptions).Message));
    }
}
