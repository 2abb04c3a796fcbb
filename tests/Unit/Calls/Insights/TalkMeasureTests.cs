using CallImport.Domain.Calls;
using CallImport.Domain.Calls.Insights;

namespace CallImport.Tests.Unit.Calls.Insights;

public sealed class TalkMeasureTests
{
    [Fact]
    public void Shares_are_of_the_time_spoken_not_of_the_words()
    {
        var turns = Turns(new("Ana", 0, 30_000, "One slow word"), new("Ben", 30_000, 40_000, "Many many many many many quick words in a short time"));

        Assert.Equal([new TalkShare("Ana", 0.75), new TalkShare("Ben", 0.25)], TalkMeasure.Shares(turns));
    }

    [Fact]
    public void Without_ends_the_words_decide_as_long_as_the_next_one_does_not_interrupt()
    {
        var turns = Turns(
            new("Ana", 0, null, "one two three four five six"),
            new("Ben", 60_000, null, "one two three"),
            new("Ana", 61_000, null, "one two three four five"));

        Assert.Equal([2_400, 1_000, 2_000], turns.Select(turn => turn.DurationMs));
        Assert.Equal([new TalkShare("Ana", 0.8148), new TalkShare("Ben", 0.1852)], TalkMeasure.Shares(turns));
    }

    [Fact]
    public void Missing_ends_are_filled_at_the_pace_measured_on_the_others()
    {
        var turns = Turns(new("Ana", 0, 2_000, "ten words"), new("Ben", 5_000, null, "two words"));

        Assert.Equal(2_000, turns[1].DurationMs);
    }

    [Fact]
    public void A_monologue_runs_over_short_breaths_and_ends_with_another_voice()
    {
        var turns = Turns(
            new("Ben", 0, 9_000, "Short."),
            new("Ana", 10_000, 20_000, "First part."),
            new("Ana", 22_000, 30_000, "Second part after a breath."),
            new("Ben", 30_500, 31_000, "Right."),
            new("Ana", 31_000, 40_000, "Third."));

        Assert.Equal(new Monologue("Ana", 10_000, 20_000), TalkMeasure.LongestMonologue(turns));
    }

    [Fact]
    public void A_long_silence_ends_a_monologue_of_the_same_voice()
    {
        var turns = Turns(new("Ana", 0, 5_000, "Before."), new("Ana", 60_000, 64_000, "After."));

        Assert.Equal(new Monologue("Ana", 0, 5_000), TalkMeasure.LongestMonologue(turns));
    }

    private static List<Turn> Turns(params TranscriptSegment[] segments) => Turn.From(new Transcript(segments));
}
