using CallImport.Domain.Sync;

namespace CallImport.Tests.Unit.Sync;

public sealed class SyncScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Runs_of_one_credential_follow_each_other_at_exactly_its_frequency()
    {
        var credential = Guid.NewGuid();
        var point = OnGrid(credential, Noon);

        Assert.Equal(point + Hour, SyncSchedule.Next(credential, Hour, point));
        Assert.Equal(point + Hour, SyncSchedule.Next(credential, Hour, point.AddMinutes(3)));
    }

    [Fact]
    public void A_run_shortly_before_a_point_of_the_grid_moves_that_point_and_no_other()
    {
        var credential = Guid.NewGuid();
        var point = OnGrid(credential, Noon);

        Assert.Equal(point + (Hour / 2), SyncSchedule.Next(credential, Hour, point.AddSeconds(-5)));
        Assert.Equal(point + Hour, SyncSchedule.Next(credential, Hour, point + (Hour / 2)));
        Assert.Equal(point, SyncSchedule.Next(credential, Hour, point.AddMinutes(-16)));
    }

    [Fact]
    public void Wherever_a_run_lies_the_next_is_neither_later_than_its_frequency_nor_at_its_heels()
    {
        var credential = Guid.NewGuid();

        Assert.All(Enumerable.Range(0, 600), step =>
        {
            var run = Noon.AddSeconds(step * 6);
            Assert.InRange(SyncSchedule.Next(credential, Hour, run) - run, Hour / 4, Hour);
        });
    }

    [Fact]
    public void Two_hundred_syncs_of_an_hour_spread_over_the_whole_of_it()
    {
        var minutes = Enumerable.Range(0, 200).Select(_ => (int)(SyncSchedule.Next(Guid.NewGuid(), Hour, Noon) - Noon).TotalMinutes).ToList();

        Assert.True(minutes.Distinct().Count() > 40, "They use most of the 60 minutes.");
        Assert.True(minutes.GroupBy(minute => minute).Max(group => group.Count()) < 16, "No minute has many of them.");
    }

    [Fact]
    public void After_an_outage_there_is_one_run_and_not_one_per_missed_tick()
    {
        var credential = Guid.NewGuid();
        var back = Noon.AddHours(30).AddMinutes(7);

        var catchUp = SyncSchedule.CatchUp(credential, Hour, back);
        var next = SyncSchedule.Next(credential, Hour, catchUp);

        Assert.InRange(catchUp, back, back.AddMinutes(2));
        Assert.InRange(next, catchUp + (Hour / 4), catchUp + Hour);
    }

    [Fact]
    public void Syncs_that_were_all_missed_do_not_start_together()
    {
        var moments = Enumerable.Range(0, 200).Select(_ => SyncSchedule.CatchUp(Guid.NewGuid(), Hour, Noon)).ToList();

        Assert.True(moments.Max() - moments.Min() > TimeSpan.FromSeconds(60));
        Assert.True(moments.GroupBy(moment => (int)(moment - Noon).TotalSeconds / 10).Max(group => group.Count()) < 40);
    }

    [Fact]
    public void Syncs_switched_on_together_start_within_seconds_but_not_in_one()
    {
        var moments = Enumerable.Range(0, 50).Select(_ => SyncSchedule.First(Guid.NewGuid(), Noon) - Noon).ToList();

        Assert.All(moments, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.True(moments.Select(wait => (int)wait.TotalSeconds).Distinct().Count() > 8);
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29)]
    [InlineData("Europe/Berlin", 2026, 10, 25)]
    [InlineData("America/New_York", 2026, 11, 1)]
    [InlineData("Australia/Lord_Howe", 2026, 4, 5)]
    public void A_day_on_which_clocks_are_changed_has_as_many_runs_as_hours(string zone, int year, int month, int day)
    {
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var (starts, ends) = (Midnight(local, new DateTime(year, month, day)), Midnight(local, new DateTime(year, month, day).AddDays(1)));
        var credential = Guid.NewGuid();

        var runs = new List<DateTimeOffset>();
        for (var run = OnGrid(credential, starts); run <= ends; run = SyncSchedule.Next(credential, Hour, run))
        {
            runs.Add(run);
        }

        Assert.InRange(runs.Count, (int)(ends - starts).TotalHours, (int)Math.Ceiling((ends - starts).TotalHours));
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.Equal(Hour, pair.Second - pair.First));
    }

    [Theory]
    [InlineData(-120)]
    [InlineData(120)]
    public void The_offset_in_which_a_moment_is_written_does_not_matter(int minutes)
    {
        var credential = Guid.NewGuid();

        Assert.Equal(SyncSchedule.Next(credential, Hour, Noon), SyncSchedule.Next(credential, Hour, Noon.ToOffset(TimeSpan.FromMinutes(minutes))));
    }

    /// <summary>The first point of the credential's grid after a moment: a point that was moved is followed by one that was not.</summary>
    private static DateTimeOffset OnGrid(Guid credential, DateTimeOffset from)
    {
        var next = SyncSchedule.Next(credential, Hour, from - (Hour / 2));
        var point = SyncSchedule.Next(credential, Hour, next) - next == Hour ? next : next + (Hour / 2);
        return point > from ? point : point + Hour;
    }

    private static DateTimeOffset Midnight(TimeZoneInfo zone, DateTime day) => new DateTimeOffset(day, zone.GetUtcOffset(day)).ToUniversalTime();
}
