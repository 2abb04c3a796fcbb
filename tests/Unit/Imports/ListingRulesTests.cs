using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Pipeline.Listing;

namespace CallImport.Tests.Unit.Imports;

public sealed class ListingRulesTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CallQuery Whole = new(End.AddDays(-100), End);

    [Fact]
    public void Windows_walk_backwards_and_cover_everything_once()
    {
        var parts = new List<CallQuery>();
        for (var end = Whole.To; BackwardWindows.Before(Whole, end) is { } part; end = part.From)
        {
            Assert.Equal(end, part.To);
            parts.Add(part);
        }

        Assert.Equal(Whole.From, parts[^1].From);
        Assert.Equal([1, 1, 2, 4, 8, 16, 32, 36], parts.Select(part => (int)(part.To - part.From).TotalDays));
    }

    [Fact]
    public void After_a_lost_cursor_a_list_from_new_to_old_goes_on_where_it_was()
    {
        var at = new ListingProgress(Whole, Whole, 1, "c");
        var resumed = at.AfterLostCursor(End.AddDays(-10));
        Assert.Equal(new CallQuery(Whole.From, End.AddDays(-10).AddSeconds(1)), resumed);
    }

    [Fact]
    public void After_a_lost_cursor_a_list_in_no_order_is_cut_in_half_and_nothing_is_left_out()
    {
        var at = new ListingProgress(Whole, Whole, 1, "c");
        var newer = at.AfterLostCursor(null) ?? throw new InvalidOperationException("It can be cut.");
        Assert.Equal(new CallQuery(End.AddDays(-50), End), newer);
        Assert.Equal(new CallQuery(Whole.From, End.AddDays(-50)), (at with { Part = newer }).NextPart);
    }

    [Fact]
    public void A_part_that_cannot_be_cut_ends_the_search()
    {
        var minute = new CallQuery(End.AddMinutes(-1), End);
        Assert.Null(new ListingProgress(Whole, minute, 1, "c").AfterLostCursor(null));
    }

    [Fact]
    public void The_newest_calls_are_kept_whatever_order_they_come_in_and_each_once()
    {
        var newest = new NewestCalls(3);
        Assert.True(newest.AddRange([Call("old", -9), Call("new", -1), Call("mid", -5), Call("new", -1), Call("older", -10), Call("newer", 0)]));
        Assert.Equal(["newer", "new", "mid"], newest.Take().Select(call => call.SourceCallId));
        Assert.True(newest.HasDropped);
    }

    [Fact]
    public void A_page_that_leads_nowhere_brings_no_news()
    {
        var newest = new NewestCalls(2);
        Assert.True(newest.AddRange([Call("new", 0)]));
        Assert.True(newest.AddRange([Call("mid", -5)]));
        Assert.False(newest.AddRange([Call("new", 0), Call("mid", -5), Call("old", -9)]));
        Assert.False(newest.AddRange([Call("old", -9)]));
        Assert.False(newest.AddRange([]));
        Assert.True(newest.AddRange([Call("newer", -1)]));
    }

    [Fact]
    public void What_the_source_prepares_is_waited_for_a_day_or_for_some_tries()
    {
        Assert.False(SourceWait.IsOver(End.AddHours(-23), 50, End));
        Assert.False(SourceWait.IsOver(End.AddDays(-30), 0, End));
        Assert.True(SourceWait.IsOver(End.AddDays(-30), 2, End));
        Assert.False(SourceWait.IsOver(End.AddDays(-30), 10, End, isPrepared: true));
        Assert.True(SourceWait.IsOver(End.AddDays(-30), 11, End, isPrepared: true));
        Assert.Equal(End.AddSeconds(40), SourceWait.Next(TimeSpan.FromSeconds(10), 2, End));
        Assert.Equal(End.AddHours(1), SourceWait.Next(TimeSpan.FromSeconds(10), 60, End));
    }

    [Fact]
    public void A_call_that_cannot_be_stored_keeps_a_name_and_a_reason()
    {
        var listed = ListedCall.Of(Call(new string('7', 300), 0), End);
        Assert.InRange(listed.SourceCallId.Length, 100, 255);
        Assert.Contains("255", listed.Fault, StringComparison.Ordinal);
        Assert.Equal(listed.SourceCallId, ListedCall.Of(Call(new string('7', 300), 0), End).SourceCallId);
        Assert.NotEqual(listed.SourceCallId, ListedCall.Of(Call(new string('7', 301), 0), End).SourceCallId);
    }

    [Fact]
    public void A_call_with_broken_text_is_mended()
    {
        var listed = ListedCall.Of(
            Call("id", 0) with { Title = "a\0b\ud83d" + new string('x', 5_000_000), SourceMetadata = """{"t":"\u0000\ud83d","n":1}""" }, End);
        Assert.Null(listed.Fault);
        Assert.StartsWith("a\ufffdb\ufffdx", listed.Title, StringComparison.Ordinal);
        Assert.Equal(1000, listed.Title?.Length);
        Assert.DoesNotContain("\\u0000", listed.Metadata, StringComparison.Ordinal);
        Assert.Contains("\"n\":1", listed.Metadata, StringComparison.Ordinal);
    }

    private static SourceCall Call(string id, int days) => new() { SourceCallId = id, StartedAt = End.AddDays(days), SourceMetadata = "{}" };
}
