using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http.Limits;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class PlatformLimitsTests
{
    public static TheoryData<string> Platforms => [.. PlatformCatalog.Descriptors.Where(platform => !platform.TakesFiles).Select(platform => platform.Slug)];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task No_minute_sees_more_requests_of_all_groups_together_than_the_registrys_number(string platform)
    {
        foreach (var number in new[] { 7, 40 })
        {
            var sent = await SendAsync(Entry(platform, number), TimeSpan.FromMinutes(3));

            Assert.InRange(Busiest(sent.Select(request => request.At)), 1, number);
            Assert.InRange(sent.Count, 2.5 * number * 0.75, double.MaxValue);
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task By_default_each_of_the_vendors_limits_is_kept_and_none_is_held_back_by_the_others(string platform)
    {
        var entry = Entry(platform, null);
        entry.Capability.RateLimitCallsPerMinute = PlatformSeed.Of(entry.Descriptor).RateLimitCallsPerMinute;
        var sent = await SendAsync(entry, TimeSpan.FromMinutes(2));

        foreach (var limit in entry.Descriptor.RateLimits)
        {
            HashSet<string> inside = [limit.Group, .. entry.Descriptor.RateLimits.Where(other => other.Within == limit.Group).Select(other => other.Group)];
            var counted = sent.Where(request => inside.Contains(request.Group)).Select(request => request.At).ToList();
            Assert.InRange(Busiest(counted), 0, (int)limit.RequestsPerMinute);
            Assert.True(limit.Within is not null || counted.Count >= 2 * limit.RequestsPerMinute * 0.75, $"{limit.Group}: {counted.Count}");
        }
    }

    [Fact]
    public void More_than_the_catalogue_says_makes_every_limit_grow_in_proportion()
    {
        var entry = Entry("ringcentral", 210);

        Assert.Equal(105, entry.Descriptor.RequestsPerMinute);
        Assert.Equal([20], PlatformLimits.OfVendor(entry, "heavy").Select(limit => limit.RequestsPerMinute));
        Assert.Equal(["heavy", PlatformLimits.Overall], PlatformLimits.PacesOf(entry, "heavy")?.Select(paced => paced.Group));
    }

    [Fact]
    public void A_limit_that_holds_all_others_takes_the_number_itself() =>
        Assert.Equal([new PacedGroup("api", new Pace(TimeSpan.FromSeconds(62) / 300, 1, 10_000))], PlatformLimits.PacesOf(Entry("gong", 300), null));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void The_number_switches_all_requests_off(int number) => Assert.Null(PlatformLimits.PacesOf(Entry("zoom_phone", number), "light"));

    private static PlatformEntry Entry(string platform, int? number)
    {
        var descriptor = PlatformCatalog.Descriptors.Single(descriptor => descriptor.Slug == platform);
        var capability = PlatformSeed.Of(descriptor);
        capability.RateLimitCallsPerMinute = number;
        return new PlatformEntry(descriptor, capability, CanConnect: true);
    }

    /// <summary>As many requests of every group as are let through.</summary>
    private static async Task<List<(string Group, TimeSpan At)>> SendAsync(PlatformEntry entry, TimeSpan time)
    {
        var clock = new FakeTimeProvider();
        var (buckets, account, start) = (new MemoryBuckets(clock), new BucketAccount(Guid.NewGuid()), clock.GetUtcNow());
        var sent = new List<(string Group, TimeSpan At)>();
        while (clock.GetUtcNow() - start < time)
        {
            var refused = 0;
            foreach (var group in entry.Descriptor.RateLimits.Select(limit => limit.Group))
            {
                if (PlatformLimits.PacesOf(entry, group) is { } paces
                    && await buckets.AdmitAsync(account, paces, TestContext.Current.CancellationToken) is Admitted admitted)
                {
                    sent.Add((group, clock.GetUtcNow() - start + admitted.Wait));
                }
                else
                {
                    refused++;
                }
            }

            if (refused == entry.Descriptor.RateLimits.Count)
            {
                clock.Advance(TimeSpan.FromMilliseconds(50));
            }
        }

        return sent;
    }

    private static int Busiest(IEnumerable<TimeSpan> requests)
    {
        var ordered = requests.Order().ToList();
        return ordered.Select((from, index) => ordered.FindLastIndex(at => at <= from + TimeSpan.FromSeconds(60.5)) - index + 1).DefaultIfEmpty().Max();
    }
}
