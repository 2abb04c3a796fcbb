using CallImport.Domain.Engagements;
using CallImport.Infrastructure.Queue;

namespace CallImport.Tests.Unit.Queue;

public sealed class FinishLotsTests
{
    [Fact]
    public void Short_calls_go_by_number() => Assert.Equal([FinishLots.Most, FinishLots.Most, 2], SizesOf(Enumerable.Repeat(100, (2 * FinishLots.Most) + 2)));

    [Fact]
    public void Long_calls_go_by_their_words() => Assert.Equal([2, 2, 1], SizesOf(Enumerable.Repeat(FinishLots.MostWords / 2, 5)));

    [Fact]
    public void A_call_with_more_words_than_a_lot_goes_alone() => Assert.Equal([1, 1, 2], SizesOf([10, 2 * FinishLots.MostWords, 10, 10]));

    [Fact]
    public void Calls_without_words_are_kept_in_order()
    {
        CallOutcome[] outcomes = [.. Enumerable.Range(0, FinishLots.Most + 1).Select(_ => Outcome(null))];

        Assert.Equal(outcomes, FinishLots.Of(outcomes).SelectMany(lot => lot));
        Assert.Equal([FinishLots.Most, 1], FinishLots.Of(outcomes).Select(lot => lot.Count));
    }

    [Fact]
    public void Nothing_makes_no_lot() => Assert.Empty(FinishLots.Of([]));

    private static IEnumerable<int> SizesOf(IEnumerable<int> words) => FinishLots.Of(words.Select(count => Outcome(new string('a', count)))).Select(lot => lot.Count);

    private static CallOutcome Outcome(string? words) => new()
    {
        JobId = Guid.Empty,
        Call = new ClaimedCall { Id = Guid.NewGuid(), Epoch = 1, WorkspaceId = Guid.Empty, Platform = "gong", SourceCallId = "1", StartedAt = default, SourceMetadata = "{}", LeaseEndsAt = default },
        Finished = words is null ? null : new FinishedCall(
            new Engagement { SourcePlatform = "gong", SourceCallId = "1", Participants = "[]" },
            new EngagementTranscript { Source = "source", Segments = "[]", Text = words },
            ""),
    };
}
