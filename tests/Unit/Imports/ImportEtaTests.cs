using CallImport.Domain.Imports;

namespace CallImport.Tests.Unit.Imports;

public sealed class ImportEtaTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly ImportPace Pace = new() { Source = "Gong", Remaining = 1000, RequestsPerCall = 0.03 };

    [Fact]
    public void Nothing_left_takes_no_time() => Assert.Equal(TimeSpan.Zero, ImportEta.Of(Pace with { Remaining = 0 }, Now).Estimate);

    [Fact]
    public void What_was_measured_counts_more_than_what_was_assumed()
    {
        var eta = ImportEta.Of(Pace with { MeasuredPerMinute = 50, RequestsPerMinute = 1 }, Now);
        Assert.Equal(TimeSpan.FromMinutes(20), eta.Estimate);
        Assert.Contains("50 calls a minute", eta.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_limit_of_the_source_decides_before_the_start()
    {
        var eta = ImportEta.Of(Pace with { RequestsPerMinute = 3, ConcurrentDownloads = 100 }, Now);
        Assert.Equal(TimeSpan.FromMinutes(10), eta.Estimate);
        Assert.Contains("Gong allows 3 requests a minute", eta.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_to_others_makes_it_longer()
    {
        var eta = ImportEta.Of(Pace with { RequestsPerMinute = 3, ConcurrentDownloads = 100, PercentLeft = 50 }, Now);
        Assert.Equal(TimeSpan.FromMinutes(20), eta.Estimate);
        Assert.Contains("3 requests a minute, of which 50 % are left to others", eta.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Downloads_decide_where_requests_are_plenty()
    {
        var eta = ImportEta.Of(Pace with { RequestsPerMinute = 180, ConcurrentDownloads = 5 }, Now);
        Assert.Equal(TimeSpan.FromMinutes(10), eta.Estimate);
        Assert.Contains("5 recordings", eta.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_daily_quota_carries_the_rest_over_midnight()
    {
        var eta = ImportEta.Of(Pace with { Remaining = 1_000_000, RequestsPerMinute = 100_000, ConcurrentDownloads = 1000, RequestsPerDay = 10_000, MeasuredPerMinute = 100_000 }, Now);

        // 30,000 requests: 10,000 today, then 6 hours to midnight and two days' worth.
        Assert.Equal(TimeSpan.FromHours(6 + 48), eta.Estimate);
        Assert.Contains("10,000 requests a day", eta.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quota_that_is_not_reached_is_not_mentioned() =>
        Assert.DoesNotContain("a day", ImportEta.Of(Pace with { RequestsPerDay = 10_000 }, Now).Reason, StringComparison.Ordinal);

    [Fact]
    public void Being_parked_comes_first_and_gives_the_reason()
    {
        var eta = ImportEta.Of(Pace with { MeasuredPerMinute = 100, WaitingUntil = Now.AddHours(1), WaitingReason = "Gong asks to wait." }, Now);
        Assert.Equal(TimeSpan.FromMinutes(70), eta.Estimate);
        Assert.Equal("Gong asks to wait.", eta.Reason);
    }

    [Fact]
    public void Even_the_slowest_pace_gives_a_date_that_exists() =>
        Assert.True(Now + ImportEta.Of(Pace with { Remaining = int.MaxValue, MeasuredPerMinute = 0.0001 }, Now).Estimate > Now);

    [Theory]
    [InlineData(30, 10, 20, 10 + (20 * 0.5))]
    [InlineData(0, 10, 20, 10 + 20)]
    [InlineData(90, 10, 20, 10 * 0.5)]
    [InlineData(120, 10, 20, 0)]
    public void The_rate_slides_over_two_minutes(int secondsIntoMinute, int thisMinute, int lastMinute, double perMinute)
    {
        var rate = new ImportRate(Now.AddSeconds(-secondsIntoMinute), thisMinute, lastMinute);
        Assert.Equal(perMinute, rate.PerMinute(Now.AddHours(-1), Now) ?? -1, 6);
    }

    [Fact]
    public void A_young_job_is_measured_by_its_own_age() =>
        Assert.Equal(40, new ImportRate(Now.AddSeconds(-30), 20, 0).PerMinute(Now.AddSeconds(-30), Now) ?? -1, 6);
}
