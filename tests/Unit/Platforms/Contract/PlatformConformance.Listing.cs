using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

public abstract partial class PlatformConformance
{
    private static CallQuery TheFuture => new(new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 2, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Pages_do_not_overlap_and_every_cursor_leads_on()
    {
        var pages = await PagesAsync(Everything);

        var ids = pages.SelectMany(page => page.Calls).Select(call => call.SourceCallId).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var cursors = pages.Select(page => page.NextCursor).OfType<string>().ToList();
        Assert.NotEmpty(cursors);
        Assert.Equal(cursors.Count, cursors.Distinct().Count());
    }

    [Fact]
    public async Task A_page_that_is_asked_for_again_is_the_same_page()
    {
        var first = await Adapter.ListCallsAsync(Connection, Everything, null, Cancelled);

        var again = await Adapter.ListCallsAsync(Connection, Everything, null, Cancelled);

        Assert.Equal(first.Calls.Select(call => call.SourceCallId), again.Calls.Select(call => call.SourceCallId));
    }

    [Fact]
    public async Task A_cursor_that_may_be_stored_works_on_another_node()
    {
        var first = await Adapter.ListCallsAsync(Connection, Paged, null, Cancelled);
        if (!first.CursorMayBeStored)
        {
            return;
        }

        // The property makes an adapter that has seen nothing yet.
        var next = await Adapter.ListCallsAsync(Connection, Paged, first.NextCursor, Cancelled);

        Assert.NotEmpty(next.Calls);
        Assert.Empty(next.Calls.Select(call => call.SourceCallId).Intersect(first.Calls.Select(call => call.SourceCallId)));
    }

    [Fact]
    public async Task A_total_that_comes_with_a_page_is_true()
    {
        var truth = await TruthAsync();

        Assert.All(await PagesAsync(Everything), page => Assert.True(page.TotalCalls is null || page.TotalCalls == truth.Count, $"{page.TotalCalls}"));
    }

    [Fact]
    public async Task A_window_without_calls_is_empty_and_not_an_error()
    {
        var page = await Adapter.ListCallsAsync(Connection, TheFuture, null, Cancelled);

        Assert.DoesNotContain(page.Calls, call => call.StartedAt >= TheFuture.From);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task A_window_that_begins_with_a_call_holds_it()
    {
        var call = await MiddleAsync();

        var found = await ListAsync(Connection, Everything with { From = call.StartedAt });

        Assert.Contains(found, entry => entry.SourceCallId == call.SourceCallId);
    }

    [Fact]
    public async Task A_window_of_one_second_around_a_call_holds_it()
    {
        var call = await MiddleAsync();

        var found = await ListAsync(Connection, new CallQuery(call.StartedAt, call.StartedAt.AddSeconds(1)));

        Assert.Contains(found, entry => entry.SourceCallId == call.SourceCallId);
    }

    [Fact]
    public async Task An_account_without_calls_counts_none()
    {
        var count = await Adapter.CountCallsAsync(EmptyConnection, Everything, Cancelled);

        Assert.True(count.Calls is null or 0, $"{count.Calls}");
    }

    [Fact]
    public async Task A_count_is_of_the_window()
    {
        var count = await Adapter.CountCallsAsync(Connection, TheFuture, Cancelled);

        Assert.True(!count.IsExact || count.Calls == 0, $"{count.Calls}");
        Assert.True(count.Calls is null or >= 0);
    }

    [Fact]
    public async Task Calls_of_a_group_say_so_and_all_others_stand_for_themselves()
    {
        Assert.All(await ListAsync(), call => Assert.True(call.SourceGroupId is null or { Length: > 0 and <= 255 }));
    }

    [Fact]
    public async Task What_is_kept_of_a_call_holds_no_secret_and_no_signed_address()
    {
        Assert.All(await ListAsync(), call =>
        {
            Assert.All(SecretsOf(Connection), secret => Assert.DoesNotContain(secret, call.SourceMetadata, StringComparison.Ordinal));
            Assert.DoesNotMatch("(?i)[?&](sig|signature|token|access_token|jwt|expires)=", call.SourceMetadata);
        });
    }

    [Theory]
    [InlineData("null_fields")]
    [InlineData("missing_parties")]
    [InlineData("missing_media")]
    public async Task A_call_of_which_little_is_known_is_still_listed(string kind)
    {
        await FaultAsync(new { kind, percent = 100 });

        Assert.Equal((await TruthAsync()).Order(), (await ListAsync()).Select(call => call.SourceCallId).Order());
    }

    [Fact]
    public async Task A_call_that_is_added_appears()
    {
        NeedsServer();
        var before = await TruthAsync();
        await ControlAsync($"{Adapter.Descriptor.Slug}/calls/add", new { count = 1, minutesAgo = 30 });

        var found = (await ListAsync()).Select(call => call.SourceCallId).ToHashSet();

        Assert.Equal(before.Count + 1, found.Count);
        Assert.True(found.IsSupersetOf(before));
    }

    private async Task<SourceCall> MiddleAsync()
    {
        var calls = (await ListAsync()).OrderBy(call => call.StartedAt).ToList();
        return calls[calls.Count / 2];
    }

    private async Task<List<CallPage>> PagesAsync(CallQuery query)
    {
        var pages = new List<CallPage>();
        string? cursor = null;
        do
        {
            pages.Add(await Adapter.ListCallsAsync(Connection, query, cursor, Cancelled));
            cursor = pages[^1].NextCursor;
        }
        while (cursor is not null);

        return pages;
    }
}
