using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Sandbox;

public sealed class GongPagingTests
{
    private const string Calls = "/gong/v2/calls?fromDateTime=2026-01-01T00:00:00Z&toDateTime=2026-12-01T00:00:00Z";
    private const string Extensive = "/gong/v2/calls/extensive";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(250, 3)]
    public async Task Paging_brings_every_call_once_in_order(int calls, int pages)
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = calls);
        var expected = (await sandbox.LedgerAsync("?hashes=false")).ConvertAll(entry => (string?)entry["callId"]);

        var byGet = await AllAsync(cursor => sandbox.GetJsonAsync(cursor is null ? Calls : $"{Calls}&cursor={cursor}"), "id");
        var byPost = await AllAsync(cursor => sandbox.PostJsonAsync(Extensive, Body("{}", cursor)), "metaData.id");

        Assert.Equal((calls, pages), (byGet.Ids.Count, byGet.Pages));
        Assert.Equal(expected, byPost.Ids);
        Assert.Equal(expected.Order(), byGet.Ids.Order());
    }

    [Fact]
    public async Task A_cursor_in_the_wrong_place_gives_the_first_page_again()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 150);
        var first = await sandbox.PostJsonAsync(Extensive, Body("{}", null));

        var wrong = await sandbox.PostJsonAsync($"{Extensive}?cursor={Cursor(first)}", Body("{}", null));

        Assert.Equal(First(first), First(wrong));
        Assert.Equal(0, (int?)wrong["records"]?["currentPageNumber"]);
    }

    [Fact]
    public async Task A_cursor_is_good_only_for_the_arguments_it_was_made_for()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 150);
        var first = await sandbox.PostJsonAsync(Extensive, Body("""{"fromDateTime":"2026-01-01T00:00:00Z"}""", null));

        var other = await sandbox.PostAsync(Extensive, Body("""{"fromDateTime":"2026-01-02T00:00:00Z"}""", Cursor(first)));

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task A_cursor_dies()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SandboxHost.StartAsync(gong => (gong.Calls, gong.CursorSeconds) = (150, 60), time: time);
        var first = await sandbox.PostJsonAsync(Extensive, Body("{}", null));

        time.Advance(TimeSpan.FromSeconds(61));
        var late = await sandbox.PostAsync(Extensive, Body("{}", Cursor(first)));

        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("cursor has expired", await late.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_happens_between_two_pages_moves_no_other()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 150);
        var first = await sandbox.PostJsonAsync(Extensive, Body("{}", null));
        var before = (await sandbox.LedgerAsync("?hashes=false")).ConvertAll(entry => (string?)entry["callId"]);

        await sandbox.ControlAsync("gong/calls/add", new { minutesAgo = 60 * 24 * 400 });
        var second = await sandbox.PostJsonAsync(Extensive, Body("{}", Cursor(first)));

        Assert.Equal(before[100], First(second));
    }

    [Fact]
    public async Task Windows_are_half_open()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var ledger = await sandbox.LedgerAsync("?hashes=false");
        var (from, to) = ((string?)ledger[5]["startedAt"], (string?)ledger[9]["startedAt"]);

        var answer = await sandbox.PostJsonAsync(Extensive, Body($$"""{"fromDateTime":"{{from}}","toDateTime":"{{to}}"}""", null));

        Assert.Equal(4, (int?)answer["records"]?["totalRecords"]);
        Assert.Equal((string?)ledger[5]["callId"], First(answer));
    }

    [Fact]
    public async Task The_plain_list_goes_by_the_calendar_and_the_extensive_one_by_the_start()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 60);
        var all = (await sandbox.PostJsonAsync(Extensive, Body("{}", null)))["calls"]!.AsArray(); // there are calls
        var late = all.Select(call => call!["metaData"]!).First(call => // every call has data
            call["scheduled"] is { } scheduled && DateTimeOffset.Parse((string?)call["started"] ?? "", null) - DateTimeOffset.Parse((string?)scheduled ?? "", null) > TimeSpan.FromMinutes(5));
        var (scheduled, started) = (Uri.EscapeDataString((string?)late["scheduled"] ?? ""), Uri.EscapeDataString((string?)late["started"] ?? ""));

        var byCalendar = await sandbox.GetJsonAsync($"/gong/v2/calls?fromDateTime={scheduled}&toDateTime={started}");
        var byStart = await sandbox.PostAsync(Extensive, Body($$"""{"fromDateTime":"{{late["scheduled"]}}","toDateTime":"{{late["started"]}}"}""", null));

        Assert.Equal((string?)late["id"], (string?)byCalendar["calls"]?[0]?["id"]);
        Assert.Equal(HttpStatusCode.NotFound, byStart.StatusCode);
    }

    [Fact]
    public async Task Ids_and_hosts_can_be_asked_for()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 60);
        var ids = (await sandbox.LedgerAsync("?hashes=false")).Select(entry => (string?)entry["callId"]).Skip(10).Take(3).ToList();
        var users = (await sandbox.GetJsonAsync("/gong/v2/users"))["users"]!.AsArray(); // there are users

        var byId = await sandbox.PostJsonAsync("/gong/v2/calls/transcript", Body($$"""{"callIds":["{{string.Join("\",\"", ids)}}","42"]}""", null));
        var totals = new List<int?>();
        foreach (var user in users)
        {
            using var hosted = await sandbox.PostAsync(Extensive, Body($$"""{"primaryUserIds":["{{user!["id"]}}"]}""", null)); // a user has an id
            totals.Add((int?)(await SandboxHost.ReadAsync(hosted))["records"]?["totalRecords"]);
        }

        Assert.Equal(ids, byId["callTranscripts"]!.AsArray().Select(transcript => (string?)transcript?["callId"])); // there are transcripts
        Assert.Equal(60, totals.Sum());
    }

    private static async Task<(List<string?> Ids, int Pages)> AllAsync(Func<string?, Task<JsonNode>> page, string field)
    {
        var (ids, pages, cursor) = (new List<string?>(), 0, (string?)null);
        do
        {
            var answer = await page(cursor);
            ids.AddRange(answer["calls"]!.AsArray().Select(call => (string?)field.Split('.').Aggregate(call, (node, name) => node?[name]))); // there are calls
            cursor = Cursor(answer);
            pages++;
        }
        while (cursor is not null && pages < 10);
        return (ids, pages);
    }

    private static string Body(string filter, string? cursor)
    {
        var text = cursor is null ? "null" : $"\"{cursor}\"";
        return $$$"""{"filter":{{{filter}}},"contentSelector":{"exposedFields":{"parties":true}},"cursor":{{{text}}} }""";
    }

    private static string? Cursor(JsonNode answer) => (string?)answer["records"]?["cursor"];

    private static string? First(JsonNode answer) => (string?)answer["calls"]?[0]?["metaData"]?["id"];
}
