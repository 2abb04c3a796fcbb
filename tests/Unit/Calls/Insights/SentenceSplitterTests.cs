using CallImport.Domain.Calls;
using CallImport.Domain.Calls.Insights;

namespace CallImport.Tests.Unit.Calls.Insights;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("We met Dr. Patel at 3.30 p.m. yesterday. It went well.", new[] { "We met Dr. Patel at 3.30 p.m. yesterday.", "It went well." })]
    [InlineData("Really? Yes! Fine…", new[] { "Really?", "Yes!", "Fine…" })]
    [InlineData("It costs 1.5 million, e.g. for J. Smith. Next.", new[] { "It costs 1.5 million, e.g. for J. Smith.", "Next." })]
    [InlineData("これは何ですか？わかりません。", new[] { "これは何ですか？", "わかりません。" })]
    public void Sentences_end_where_people_end_them(string text, string[] expected) => Assert.Equal(expected, Split(new TranscriptSegment("Ana", 0, 1_000, text)));

    [Fact]
    public void A_sentence_cut_by_the_source_is_put_together_again() =>
        Assert.Equal(
            ["I will send you the report by Friday.", "Thanks."],
            Split(new("Ana", 0, 1_000, "I will send you"), new("Ana", 1_100, 2_000, "the report by Friday."), new("Ben", 2_100, 2_500, "Thanks.")));

    [Fact]
    public void Words_of_two_speakers_are_never_joined() =>
        Assert.Equal(["I will send", "Good idea.", "Fine."], Split(new("Ana", 0, 900, "I will send"), new("Ben", 900, 1_500, "Good idea."), new("Ben", 1_500, 2_000, "Fine.")));

    [Fact]
    public void Without_any_punctuation_each_segment_stands_for_itself() =>
        Assert.Equal(["so what do you think", "i think it is fine"], Split(new("Ana", 0, 900, "so what do you think"), new("Ana", 900, 1_500, "i think it is fine")));

    [Fact]
    public void A_later_sentence_of_a_segment_gets_a_later_time()
    {
        var sentences = SentenceSplitter.Split(Turn.From(new Transcript([new TranscriptSegment("Ana", 10_000, 20_000, "The first half is here. And here is the second.")])));

        Assert.Equal(10_000, sentences[0].StartMs);
        Assert.InRange(sentences[1].StartMs, 14_000, 16_000);
    }

    private static IEnumerable<string> Split(params TranscriptSegment[] segments) =>
        SentenceSplitter.Split(Turn.From(new Transcript(segments))).Select(sentence => sentence.Text);
}
