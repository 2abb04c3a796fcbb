using CallImport.Domain.Calls;
using CallImport.Domain.Calls.Insights;

namespace CallImport.Tests.Unit.Calls.Insights;

public sealed class ActionItemFinderTests
{
    [Theory]
    [InlineData("I’ll send the contract over this afternoon.")]
    [InlineData("We will get back to you with a quote.")]
    [InlineData("Can you send me the list of reps?")]
    [InlineData("Please forward the invoice to our finance team.")]
    [InlineData("Let us meet again on Thursday with the CFO.")]
    [InlineData("Let's schedule a follow-up for next week.")]
    [InlineData("Let me check with our legal team first.")]
    [InlineData("You need to submit the order by the end of the month.")]
    [InlineData("The next step is a security review.")]
    public void A_commitment_is_found(string sentence) => Assert.Equal([$"Ana: {sentence}"], Find(sentence));

    [Theory]
    [InlineData("Let me share my screen and show you.")]
    [InlineData("Can you hear me all right now?")]
    [InlineData("Can you tell me more about your team?")]
    [InlineData("I'll be honest, that is too expensive.")]
    [InlineData("We won't send anything before June.")]
    [InlineData("The system will send an alert automatically every night.")]
    [InlineData("We sent the report last Friday already.")]
    [InlineData("I'll send it.")]
    public void Talk_that_promises_nothing_is_not(string sentence) => Assert.Empty(Find(sentence));

    [Fact]
    public void The_same_promise_twice_is_one_item() =>
        Assert.Equal(
            ["Ana: I'll send you the security questionnaire by Friday."],
            Find("I'll send you the security questionnaire by Friday.", "So again, I will send the security questionnaire by Friday."));

    private static IReadOnlyList<string> Find(params string[] sentences) =>
        ActionItemFinder.Find(SentenceSplitter.Split(Turn.From(new Transcript([.. sentences.Select((text, i) => new TranscriptSegment("Ana", i * 5_000, (i * 5_000) + 2_000, text))]))));
}
