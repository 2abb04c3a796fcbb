using CallImport.Domain.Calls;
using CallImport.Domain.Calls.Insights;

namespace CallImport.Tests.Unit.Calls.Insights;

public sealed class CallAnalysisTests
{
    private static readonly CallInsights Discovery = Analyse(Dialogues.Spoken(Dialogues.Discovery));

    [Fact]
    public void A_summary_quotes_three_sentences_in_their_order_and_from_both_sides() =>
        Assert.Equal(
            "Our security team will want to see a SOC 2 report before anything touches NetSuite. "
            + "The standard plan is nine hundred dollars a month for three warehouses, billed annually. "
            + "We have about twelve thousand dollars set aside for inventory sync this year.",
            Discovery.Summary);

    [Fact]
    public void Promises_and_requests_are_quoted_with_who_said_them() =>
        Assert.Equal(
            [
                "Maya: I'll send you the SOC 2 report and the security questionnaire by Friday.",
                "Tom: If inventory sync is right for two weeks, I'll sign.",
                "Maya: Let's schedule the pilot kickoff for next Tuesday.",
                "Maya: Can you send me a sample export from the warehouse system?",
                "Tom: Yes, I'll get that over to you tomorrow morning.",
                "Maya: I'll also loop in Priya, our solutions engineer, for the pilot.",
            ],
            Discovery.ActionItems);

    [Fact]
    public void Topics_are_what_comes_up_again_in_readable_spelling_and_never_the_people()
    {
        Assert.Equal(["Warehouse system", "Inventory sync", "SOC 2 report", "NetSuite connector", "Accounting software"], Discovery.Topics.Take(5));
        Assert.True(Discovery.Topics.Count <= 8);
        Assert.DoesNotContain(Discovery.Topics, topic => topic is "Maya" or "Tom");
    }

    [Fact]
    public void Questions_carry_speaker_and_time_and_leave_out_pleasantries()
    {
        Assert.Equal(
            [
                "Maya: How many people touch that spreadsheet?",
                "Maya: And what happens when the export fails?",
                "Tom: Does it work with NetSuite?",
                "Tom: What does it cost for three warehouses?",
                "Maya: What would you need to see to make a decision?",
                "Maya: Can you send me a sample export from the warehouse system?",
            ],
            Discovery.Questions.Select(question => $"{question.Speaker}: {question.Text}"));
        Assert.Equal(67_200, Discovery.Questions[2].StartMs);
    }

    [Fact]
    public void The_same_words_give_the_same_answer() =>
        Assert.Equivalent(Discovery, Analyse(Dialogues.Spoken(Dialogues.Discovery)), strict: true);

    [Fact]
    public void An_empty_transcript_gives_empty_insights()
    {
        var insights = Analyse(new Transcript([]));

        Assert.Equal("", insights.Summary);
        Assert.Empty(insights.ActionItems);
        Assert.Empty(insights.Topics);
        Assert.Empty(insights.TalkRatio);
        Assert.Empty(insights.Questions);
        Assert.Null(insights.LongestMonologue);
    }

    [Fact]
    public void One_speaker_alone_has_the_whole_talk_and_still_a_summary()
    {
        var insights = Analyse(Dialogues.Spoken(
            """
            Ana: This is a voice message about the renewal of your support contract.
            Ana: The support contract ends on the last day of June, and the renewal price stays the same.
            Ana: Please send the signed renewal back to me by Friday.
            """));

        Assert.Equal([new TalkShare("Ana", 1)], insights.TalkRatio);
        Assert.Contains("The support contract ends on the last day of June", insights.Summary, StringComparison.Ordinal);
        Assert.Equal(["Ana: Please send the signed renewal back to me by Friday."], insights.ActionItems);
    }

    [Fact]
    public void Another_language_keeps_what_can_be_measured_and_claims_nothing_else()
    {
        var insights = Analyse(Dialogues.Spoken(Dialogues.German));

        Assert.Equal(["Wie viele Rechnungen schreiben Sie im Monat?"], insights.Questions.Select(question => question.Text));
        Assert.Empty(insights.Topics);
        Assert.Empty(insights.ActionItems);
        Assert.Equal("Keller", insights.TalkRatio[0].Speaker);
        Assert.Contains("Buchhaltung", insights.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_is_survived_and_leaves_nothing_a_database_refuses()
    {
        string[] words =
        [
            "\u0000\u0001\u001b[31m", new('a', 300_000), "<script>alert(1)</script> we will send it by Friday", "\ud800 lone", "…???!!!...", "   ",
            string.Concat(Enumerable.Repeat("(a+)+$ ", 5_000)), string.Concat(Enumerable.Repeat("🙂", 5_000)), "I'll " + string.Concat(Enumerable.Repeat("also ", 3_000)),
        ];
        var segments = words.Select((text, i) => new TranscriptSegment(i % 2 == 0 ? "\u0007" : "", i - 3, i - 10, text)).ToList();

        var insights = Analyse(new Transcript([.. segments, new TranscriptSegment("Z", int.MaxValue, int.MaxValue, "That is the end of the call I think.")]));

        var json = System.Text.Json.JsonSerializer.Serialize(insights, CallJson.Options);
        Assert.DoesNotContain("\\u0000", json, StringComparison.Ordinal);
        Assert.True(json.Length < 20_000, $"{json.Length} characters");
        Assert.Equal(1, insights.TalkRatio.Sum(share => share.Ratio), 0.001);
    }

    [Fact]
    public void Four_times_the_talk_takes_about_four_times_the_memory()
    {
        static long AllocatedFor(int segments)
        {
            var transcript = new Transcript([.. Enumerable.Range(0, segments).Select(i => new TranscriptSegment(
                i % 3 == 0 ? "Ana" : "Ben", i * 2_160, (i * 2_160) + 2_000, $"We agreed that item {i} of the migration plan needs a gateway and budget number {i % 97}."))]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotEqual("", Analyse(transcript).Summary);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        AllocatedFor(10);

        // Allocations, because they do not depend on what else the machine does; quadratic work would show as sixteen times.
        Assert.InRange(AllocatedFor(4_800) / (double)AllocatedFor(1_200), 1, 6);
    }

    [Fact]
    public void Cancelling_stops_the_analysis() =>
        Assert.ThrowsAny<OperationCanceledException>(() => CallAnalysis.Of(Dialogues.Spoken(Dialogues.Discovery), [], new CancellationToken(canceled: true)));

    private static CallInsights Analyse(Transcript transcript) => CallAnalysis.Of(transcript, [], Xunit.TestContext.Current.CancellationToken);
}
