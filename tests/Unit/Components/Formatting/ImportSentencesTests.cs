using CallImport.Domain.Imports;
using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class ImportSentencesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_running_import_says_how_many_are_here() => Assert.Equal(
        "412 of 1,204 calls are here.", Headline(AnImport.Running(done: 412, total: 1204)));

    [Fact]
    public void Before_the_total_is_known_no_total_is_claimed() => Assert.Equal(
        "3 calls have come; the list at Gong is still being read.", Headline(AnImport.Running(done: 3, total: null)));

    [Fact]
    public void Before_the_first_call_it_is_the_list_that_is_read() => Assert.Equal(
        "Reading the list of calls at Gong.", Headline(AnImport.Running(done: 0, total: null)));

    [Fact]
    public void A_full_import_is_told_as_such() => Assert.Equal(
        "All 25 calls are in your library.", Headline(AnImport.Ended(ImportJobStatus.Completed, done: 25, total: 25)));

    [Fact]
    public void Missing_calls_are_said_in_the_same_sentence() => Assert.Equal(
        "23 of 25 calls are in your library; 2 could not come.", Headline(AnImport.Ended(ImportJobStatus.Completed, done: 23, total: 25, failed: 2)));

    [Theory]
    [InlineData(1, "23 of 25 calls came with this import, 1 with a later one; 1 could not come.")]
    [InlineData(2, "23 of 25 calls came with this import, the other 2 with a later one.")]
    public void What_a_later_import_brought_is_not_called_missing(int cameLater, string headline) => Assert.Equal(
        headline, ImportSentences.Headline(AnImport.Ended(ImportJobStatus.Completed, done: 23, total: 25, failed: 2), "Gong", Now, cameLater));

    [Fact]
    public void A_second_import_says_that_nothing_is_new() => Assert.Equal(
        "Nothing new: all 25 calls were here already.", Headline(AnImport.Ended(ImportJobStatus.Completed, done: 0, total: 0, skipped: 25)));

    [Fact]
    public void An_empty_range_is_not_called_a_success() => Assert.Equal(
        "There were no calls in this range.", Headline(AnImport.Ended(ImportJobStatus.Completed, done: 0, total: 0)));

    [Fact]
    public void Cancelling_says_what_stays() => Assert.Equal(
        "Cancelled. 7 calls have come and stay in your library.", Headline(AnImport.Ended(ImportJobStatus.Cancelled, done: 7, total: 25)));

    [Fact]
    public void Waiting_for_a_quota_is_calm() => Assert.Equal(
        "Waiting at 5 of 25 calls. It goes on by itself.", Headline(AnImport.Waiting(done: 5, total: 25, until: Now.AddHours(1))));

    [Fact]
    public void The_end_is_told_as_a_length_and_a_time() => Assert.Equal(
        "Done in about 10 min, at 12:10",
        ImportSentences.Eta(AnImport.Progress(AnImport.Running(1, 25), completesAt: Now.AddMinutes(10)), Now, TimeZoneInfo.Utc));

    [Fact]
    public void Nothing_is_promised_while_nothing_is_known() => Assert.Null(
        ImportSentences.Eta(AnImport.Progress(AnImport.Running(1, 25), completesAt: null), Now, TimeZoneInfo.Utc));

    [Fact]
    public void An_estimate_that_has_passed_promises_nothing() => Assert.Null(
        ImportSentences.Eta(AnImport.Progress(AnImport.Running(1, 25), completesAt: Now.AddMinutes(-1)), Now, TimeZoneInfo.Utc));

    [Fact]
    public void A_source_that_does_not_answer_is_called_waiting() => Assert.Equal(
        "Waiting at 5 of 25 calls. It goes on by itself.",
        ImportSentences.Headline(AnImport.Running(5, 25), "Gong", Now, hold: new ImportHold("503", Now.AddMinutes(-1), null)));

    private static string Headline(ImportJob job) => ImportSentences.Headline(job, "Gong", Now);
}
