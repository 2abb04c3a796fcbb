using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;

namespace CallImport.Tests.Unit.Sync;

public sealed class SyncWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset YearAgo = Now.AddYears(-1);
    private static readonly SyncOverlap Overlap = new(TimeSpan.FromDays(2), TimeSpan.FromDays(14));

    [Fact]
    public void A_run_begins_where_the_last_complete_one_ended_minus_the_overlap()
    {
        var window = SyncWindow.Plan(Config(lastDeep: Now.AddHours(-5)), Overlap, Covered(YearAgo, Now.AddHours(-1)), null, Now);

        Assert.Equal(new SyncWindow(Now.AddHours(-1).AddDays(-2), IsDeep: false), window);
    }

    [Theory]
    [InlineData(22, false)]
    [InlineData(24, true)]
    public void Once_a_day_it_looks_far_back(int hoursSinceDeep, bool isDeep)
    {
        var window = SyncWindow.Plan(Config(lastDeep: Now.AddHours(-hoursSinceDeep)), Overlap, Covered(YearAgo, Now), null, Now);

        Assert.Equal(new SyncWindow(Now.AddDays(isDeep ? -14 : -2), isDeep), window);
    }

    [Fact]
    public void After_an_outage_of_weeks_the_whole_of_it_is_made_up_in_one_window()
    {
        var window = SyncWindow.Plan(Config(lastDeep: Now.AddDays(-40)), Overlap, Covered(YearAgo, Now.AddDays(-40)), null, Now);

        Assert.Equal(Now.AddDays(-54), window.From);
    }

    [Fact]
    public void It_never_goes_back_before_the_day_from_which_calls_were_asked_for()
    {
        var config = Config(from: Now.AddDays(-1));

        Assert.Equal(Now.AddDays(-1), SyncWindow.Plan(config, Overlap, new SyncCoverage([]), Now.AddDays(-30), Now).From);
    }

    [Fact]
    public void A_later_import_by_hand_does_not_hide_the_time_that_nobody_covered()
    {
        var coverage = new SyncCoverage([new(YearAgo, Now.AddDays(-60)), new(Now.AddDays(-20), Now)]);

        Assert.Equal(Now.AddDays(-62), SyncWindow.Plan(Config(lastDeep: Now.AddHours(-1)), Overlap, coverage, null, Now).From);
        Assert.Equal(new TimeSpanOfCalls(Now.AddDays(-60), Now.AddDays(-20)), Assert.Single(coverage.Gaps));
    }

    [Fact]
    public void Only_deep_runs_go_back_for_what_failed()
    {
        var failed = Now.AddDays(-30);

        Assert.Equal(failed, SyncWindow.Plan(Config(), Overlap, Covered(YearAgo, Now), failed, Now).From);
        Assert.Equal(Now.AddDays(-2), SyncWindow.Plan(Config(lastDeep: Now.AddHours(-1)), Overlap, Covered(YearAgo, Now), failed, Now).From);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(2)]
    public void A_clock_two_minutes_off_never_makes_the_window_lie_in_the_future(int minutesOff)
    {
        var window = SyncWindow.Plan(Config(from: Now), Overlap, Covered(Now, Now), null, Now);

        Assert.True(window.From < Now.AddMinutes(minutesOff));
    }

    private static SyncCoverage Covered(DateTimeOffset from, DateTimeOffset to) => new([new(from, to)]);

    private static ImportSyncConfig Config(DateTimeOffset? from = null, DateTimeOffset? lastDeep = null)
    {
        var config = new ImportSyncConfig(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), from ?? YearAgo, Now);
        typeof(ImportSyncConfig).GetProperty(nameof(ImportSyncConfig.LastDeepRunAt))?.SetValue(config, lastDeep);
        return config;
    }
}
