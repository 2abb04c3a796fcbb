using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http.Limits;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class PaceTests
{
    [Theory]
    [InlineData(60, 1, null)]
    [InlineData(60, 1, 6)]
    [InlineData(60, 10, null)]
    [InlineData(60, 10, 5)]
    [InlineData(150, 1, null)]
    [InlineData(3, 3, null)]
    [InlineData(1, 1, null)]
    public async Task No_minute_ever_sees_more_than_the_limit(double perMinute, int burst, int? cap)
    {
        var clock = new FakeTimeProvider();
        var (buckets, account) = (new MemoryBuckets(clock), new BucketAccount(Guid.NewGuid()));
        var pace = Pace.Of(new RateLimit("api", perMinute, burst), cap);
        Assert.NotNull(pace);
        var sent = new List<TimeSpan>();
        var start = clock.GetUtcNow();
        while (clock.GetUtcNow() - start < TimeSpan.FromMinutes(4))
        {
            if (await buckets.AdmitAsync(account, [new("api", pace)], TestContext.Current.CancellationToken) is Admitted admitted)
            {
                sent.Add(clock.GetUtcNow() - start + admitted.Wait);
            }
            else
            {
                clock.Advance(TimeSpan.FromMilliseconds(50));
            }
        }

        var limit = Math.Min(perMinute, cap ?? perMinute);
        var busiest = sent.Max(from => sent.Count(at => at >= from && at <= from + TimeSpan.FromSeconds(60.5)));
        Assert.InRange(busiest, 1, (int)limit);
        Assert.InRange(sent.Count, 3.5 * limit * 0.9, double.MaxValue);
    }

    [Fact]
    public void Four_Gong_requests_stay_out_of_one_second_by_a_margin()
    {
        var limit = PlatformCatalogTests.Catalog().Find("gong")?.RateLimits[0];
        Assert.NotNull(limit);

        Assert.True(Pace.Of(limit, null)?.Interval * 3 > TimeSpan.FromSeconds(1.2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_operator_can_switch_requests_off(int cap) => Assert.Null(Pace.Of(new RateLimit("api", 60, 1), cap));

    [Fact]
    public void An_operator_cannot_allow_more_than_the_vendor() =>
        Assert.Equal(Pace.Of(new RateLimit("api", 60, 1), null), Pace.Of(new RateLimit("api", 60, 1), 6000));

    [Fact]
    public async Task A_block_holds_until_it_is_over()
    {
        var clock = new FakeTimeProvider();
        var (buckets, account, pace) = (new MemoryBuckets(clock), new BucketAccount(Guid.NewGuid()), new Pace(TimeSpan.FromSeconds(1), 1, null));
        PacedGroup[] groups = [new("api", pace)];

        await buckets.BlockAsync(account, "api", TimeSpan.FromSeconds(30), slowDown: true, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(29));

        Assert.Equal(new Blocked(TimeSpan.FromSeconds(1)), await buckets.AdmitAsync(account, groups, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<Admitted>(await buckets.AdmitAsync(account, groups, TestContext.Current.CancellationToken));
    }
}
