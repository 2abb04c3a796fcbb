using CallImport.Domain.Calls;
using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class SpeakerLanesTests
{
    [Fact]
    public void Each_speaker_has_one_strip_with_a_shape_for_each_time_of_speaking()
    {
        var lanes = SpeakerLanes.Of(
            new Transcript([new("Ana", 0, 10_000, ""), new("Ben", 50_000, 60_000, ""), new("Ana", 90_000, null, "")]), 100_000);

        Assert.Equal(
            [new SpeakerLane("Ana", 0, "M0 0h101v10h-101zM900 0h100v10h-100z"), new SpeakerLane("Ben", 1, "M500 0h101v10h-101z")],
            lanes);
    }

    [Fact]
    public void Three_hours_of_lines_stay_a_small_picture()
    {
        var segments = Enumerable.Range(0, 5_000).Select(i => new TranscriptSegment(i % 2 == 0 ? "Ana" : "Ben", i * 2_160, (i * 2_160) + 2_000, "")).ToList();

        Assert.True(SpeakerLanes.Of(new Transcript(segments), 10_800_000).Sum(lane => lane.Path.Length) < 20_000);
    }

    [Fact]
    public void Nonsense_times_draw_nothing_outside()
    {
        var lanes = SpeakerLanes.Of(new Transcript([new("Ana", -5, int.MaxValue, ""), new("Ben", int.MaxValue, 0, "")]), 1_000);

        Assert.Equal(["M0 0h1000v10h-1000z", "M999 0h1v10h-1z"], lanes.Select(lane => lane.Path));
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(62_900, "1:02")]
    [InlineData(3_725_000, "1:02:05")]
    [InlineData(-4, "0:00")]
    public void A_place_is_shown_as_players_show_it(long milliseconds, string expected) => Assert.Equal(expected, PlayerTime.Of(milliseconds));
}
