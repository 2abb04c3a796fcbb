using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Engagements;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Engagements;

public sealed class EngagementQueriesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private LibraryDatabase library = null!; // Set before the first test by InitializeAsync.
    private Actor actor = null!; // Set before the first test by InitializeAsync.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EngagementQueries Queries => new(library.Databases);

    public async ValueTask InitializeAsync()
    {
        library = await LibraryDatabase.CreateAsync(postgres, Cancellation);
        actor = await library.AddWorkspaceAsync("Ours", Cancellation);
    }

    public ValueTask DisposeAsync() => library.DisposeAsync();

    [Fact]
    public async Task Without_a_search_the_newest_call_comes_first()
    {
        await AddAsync(new() { Title = "Older", StartedAt = Noon });
        await AddAsync(new() { Title = "Newer", StartedAt = Noon.AddHours(1) });

        var page = await Queries.SearchAsync(actor, new(), Cancellation);

        Assert.Equal(["Newer", "Older"], page.Items.Select(hit => hit.Title));
        Assert.Equal((2, false, true), (page.TotalCount, page.HasNextPage, page.IsTotalExact));
        Assert.Equal("Dana Whitfield", page.Items[0].Participants.Single().Name);
    }

    [Theory]
    [InlineData("schedule")]
    [InlineData("scheduling")]
    [InlineData("schedulin")]
    [InlineData("sched")]
    [InlineData("\"technician rota\"")]
    [InlineData("acme schedules")]
    [InlineData("whitfield technicians")]
    [InlineData("ACME -budget")]
    [InlineData("zebra or technician")]
    [InlineData("the technicians")]
    public async Task A_call_is_found_by_title_people_and_forms_of_its_words(string search)
    {
        await AddAsync(new() { Title = "Acme discovery", Lines = ["We schedule by hand.", "The technician rota is a spreadsheet."] });
        await AddAsync(new() { Title = "Budget", People = ["Ola"], Lines = ["Nothing in common here."] });

        var page = await Queries.SearchAsync(actor, new() { Text = search }, Cancellation);

        Assert.Equal(["Acme discovery"], page.Items.Select(hit => hit.Title));
        Assert.Equal(1, page.TotalCount);
    }

    [Theory]
    [InlineData("zebra")]
    [InlineData("\"rota technician\"")]
    [InlineData("technician -spreadsheet")]
    [InlineData("???")]
    [InlineData("sche rota")]
    public async Task What_was_not_said_is_not_found(string search)
    {
        await AddAsync(new() { Lines = ["We schedule by hand.", "The technician rota is a spreadsheet."] });

        var page = await Queries.SearchAsync(actor, new() { Text = search }, Cancellation);

        Assert.Empty(page.Items);
        Assert.Equal(0, page.TotalCount);
    }

    [Theory]
    [InlineData("'; DROP TABLE engagements; --")]
    [InlineData("' OR 1=1 --")]
    [InlineData("a & b | !c <-> (d:*)")]
    [InlineData("\\ '' \" -\" -- :* {0} {1} %s $1 @p0")]
    [InlineData("\u0000\u0001nul")]
    [InlineData("日本語 🙂 ñ \ud800")]
    public async Task Whatever_is_typed_is_a_search_and_nothing_else(string search)
    {
        await AddAsync(new() { Lines = ["Still here."] });

        await Queries.SearchAsync(actor, new() { Text = search }, Cancellation);

        Assert.Equal(1, (await Queries.SearchAsync(actor, new(), Cancellation)).TotalCount);
    }

    [Fact]
    public async Task Two_hundred_characters_are_searched_and_more_are_cut()
    {
        var said = string.Join(' ', Enumerable.Range(0, 15).Select(i => $"longword{i:00}"));
        await AddAsync(new() { Lines = [said] });

        Assert.Equal(1, (await Queries.SearchAsync(actor, new() { Text = said + new string(' ', 60) + "zebra" }, Cancellation)).TotalCount);
    }

    [Fact]
    public async Task The_place_is_shown_with_its_words_marked_and_without_foreign_markup_or_marks()
    {
        await AddAsync(new() { Lines = ["Please <b>review</b> the \uE000pricing\uE001 <script>alert(1)</script> table."] });

        var hit = Assert.Single((await Queries.SearchAsync(actor, new() { Text = "prices" }, Cancellation)).Items);

        Assert.Equal(["pricing"], hit.Excerpt.Where(mark => mark.IsHit).Select(mark => mark.Text));
        Assert.Equal("Please  review  the pricing  alert(1)  table", string.Concat(hit.Excerpt.Select(mark => mark.Text)));
    }

    [Fact]
    public async Task A_hit_in_the_title_alone_shows_no_place_of_the_transcript()
    {
        await AddAsync(new() { Title = "Acme renewal", Lines = ["Nothing about it."] });

        Assert.Empty(Assert.Single((await Queries.SearchAsync(actor, new() { Text = "acme" }, Cancellation)).Items).Excerpt);
    }

    [Fact]
    public async Task Platform_and_dates_narrow_the_list_with_the_end_left_out()
    {
        await AddAsync(new() { Title = "Before", StartedAt = Noon.AddSeconds(-1) });
        await AddAsync(new() { Title = "First", StartedAt = Noon });
        await AddAsync(new() { Title = "End", StartedAt = Noon.AddDays(1) });
        await AddAsync(new() { Title = "Elsewhere", Platform = "grain", StartedAt = Noon });

        var page = await Queries.SearchAsync(actor, new() { Platform = "gong", From = Noon.ToOffset(TimeSpan.FromHours(5)), To = Noon.AddDays(1) }, Cancellation);

        Assert.Equal(["First"], page.Items.Select(hit => hit.Title));
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repetition_also_within_one_moment()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync(new() { Title = $"{i}", StartedAt = Noon, Lines = ["same words"] });
        }

        List<string?> seen = [];
        EngagementPage page;
        string? after = null;
        do
        {
            page = await Queries.SearchAsync(actor, new() { Text = "words", First = 3, After = after }, Cancellation);
            seen.AddRange(page.Items.Select(hit => hit.Title));
            after = page.EndCursor;
            Assert.Equal(7, page.TotalCount);
        }
        while (page.HasNextPage);

        Assert.Equal(["6", "5", "4", "3", "2", "1", "0"], seen);
    }

    [Fact]
    public async Task A_call_of_another_workspace_does_not_exist()
    {
        var foreign = await library.AddWorkspaceAsync("Theirs", Cancellation);
        var theirs = await library.AddCallAsync(foreign, new() { Title = "Secret", Lines = ["secret words"] }, Cancellation);

        Assert.Null(await Queries.FindAsync(actor, theirs, Cancellation));
        Assert.Null(await Queries.FindAsync(actor, Guid.NewGuid(), Cancellation));
        Assert.Empty((await Queries.SearchAsync(actor, new() { Text = "secret" }, Cancellation)).Items);
        Assert.NotNull(await Queries.FindAsync(foreign, theirs, Cancellation));
    }

    [Fact]
    public async Task A_call_comes_with_its_words_and_where_they_are_from()
    {
        var id = await AddAsync(new() { Title = "Acme", Lines = ["One.", "Two."], RecordingSha256 = new string('a', 64), SourceUrl = "https://app.gong.io/call?id=7" });

        var call = await Queries.FindAsync(actor, id, Cancellation);

        Assert.NotNull(call);
        Assert.Equal(["One.", "Two."], call.Transcript?.Segments.Select(segment => segment.Text));
        Assert.Equal(new RecordingFacts($"{id:N}.mp3", 1_234, new string('a', 64), null), call.Recording);
        Assert.Equal(("source", "https://app.gong.io/call?id=7"), (call.Provenance.TranscriptSource, call.Provenance.SourceUrl?.ToString()));
    }

    [Fact]
    public async Task An_address_that_is_no_web_address_is_no_link()
    {
        var id = await AddAsync(new() { SourceUrl = "javascript:alert(1)" });

        Assert.Null((await Queries.FindAsync(actor, id, Cancellation))?.Provenance.SourceUrl);
    }

    private Task<Guid> AddAsync(StoredCallSample sample) => library.AddCallAsync(actor, sample, Cancellation);
}
