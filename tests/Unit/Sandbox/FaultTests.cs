using System.Net;
using System.Text.Json.Nodes;

namespace CallImport.Tests.Unit.Sandbox;

public sealed class FaultTests
{
    private const string Extensive = "/gong/v2/calls/extensive";
    private const string Everything = """{"filter":{},"contentSelector":{"exposedFields":{"media":true,"parties":true}}}""";
    private const string Transcripts = "/gong/v2/calls/transcript";

    [Theory]
    [InlineData("429", 429)]
    [InlineData("500", 500)]
    [InlineData("502", 502)]
    [InlineData("503", 503)]
    public async Task Errors_come_instead_of_answers_and_then_no_more(string kind, int status)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.FaultAsync(kind, new { first = 2, retryAfter = 7 });

        var answers = await ManyAsync(sandbox, 4);

        Assert.Equal([status, status, 200, 200], answers.ConvertAll(answer => (int)answer.StatusCode));
        Assert.Equal(kind is "429" or "503" ? 7 : null, answers[0].Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    [Fact]
    public async Task A_percentage_hits_about_that_many_requests_and_the_same_ones_for_the_same_seed()
    {
        var runs = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            await using var sandbox = await SandboxHost.StartAsync(seed: seed);
            await sandbox.FaultAsync("500", new { percent = 20 });
            runs.Add(string.Concat((await ManyAsync(sandbox, 200)).ConvertAll(answer => answer.IsSuccessStatusCode ? '.' : 'x')));
        }

        Assert.InRange(runs[0].Count(mark => mark == 'x'), 20, 60);
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
    }

    [Fact]
    public async Task A_reset_leaves_no_answer()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.FaultAsync("reset", new { percent = 100 });

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.GetAsync("/gong/v2/users"));
    }

    [Theory]
    [InlineData("cut_download")]
    [InlineData("wrong_length")]
    public async Task A_download_that_ends_early_is_noticed_and_the_next_one_is_whole(string kind)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var url = await sandbox.MediaUrlAsync();
        await sandbox.FaultAsync(kind, new { firstPerSubject = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Client.GetByteArrayAsync(url, SandboxHost.Cancellation));
        var whole = await sandbox.Client.GetByteArrayAsync(url, SandboxHost.Cancellation);

        Assert.Equal((long?)(await sandbox.LedgerAsync())[^1]["recordingBytes"], whole.LongLength);
    }

    [Fact]
    public async Task A_page_in_place_of_a_recording()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var url = await sandbox.MediaUrlAsync();
        await sandbox.FaultAsync("wrong_type", new { first = 1 });

        using var response = await sandbox.Client.GetAsync(url, SandboxHost.Cancellation);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_stalled_download_says_nothing_for_a_while_and_breaks()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var url = await sandbox.MediaUrlAsync();
        await sandbox.FaultAsync("stalled_download", new { percent = 100, seconds = 0.3 });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Client.GetByteArrayAsync(url, SandboxHost.Cancellation));

        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.3));
    }

    [Fact]
    public async Task Cursors_can_expire_early()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 150);
        var cursor = Cursor(await PageAsync(sandbox, null));
        await sandbox.FaultAsync("expired_cursor", new { first = 1 });

        var refused = await sandbox.PostAsync(Extensive, Body(cursor));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull(await PageAsync(sandbox, cursor));
    }

    [Fact]
    public async Task A_repeated_page_comes_again_and_loses_nothing()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 250);
        await sandbox.FaultAsync("repeated_page", new { first = 1 });

        var pages = new List<JsonNode> { await PageAsync(sandbox, null) };
        while (Cursor(pages[^1]) is { } cursor && pages.Count < 10)
        {
            pages.Add(await PageAsync(sandbox, cursor));
        }

        var ids = pages.SelectMany(page => page["calls"]!.AsArray()).Select(call => (string?)call?["metaData"]?["id"]).ToList(); // there are calls
        Assert.Equal((4, 350, 250), (pages.Count, ids.Count, ids.Distinct().Count()));
        Assert.Equal(pages.Count - 1, pages.Select(Cursor).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task Cursors_can_go_in_a_circle()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 250);
        await sandbox.FaultAsync("cursor_circle", new { percent = 100 });

        var seen = new List<string?>();
        string? cursor = null;
        for (var page = 0; page < 8; page++)
        {
            cursor = Cursor(await PageAsync(sandbox, cursor));
            seen.Add(cursor);
        }

        Assert.DoesNotContain(null, seen);
        Assert.True(seen.Distinct().Count() < seen.Count);
    }

    [Fact]
    public async Task A_page_in_place_of_a_list()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.FaultAsync("html_list", new { first = 1 });

        var response = await sandbox.PostAsync(Extensive, Everything);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("missing_media", "media")]
    [InlineData("missing_parties", "parties")]
    public async Task Parts_of_a_call_can_be_missing_and_stay_missing(string kind, string part)
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 100);
        await sandbox.FaultAsync(kind, new { percent = 30 });

        var first = Lacking(await PageAsync(sandbox, null), part);
        var second = Lacking(await PageAsync(sandbox, null), part);

        Assert.InRange(first.Count, 10, 60);
        Assert.Equal(first, second);
        var without = (await sandbox.LedgerAsync("?hashes=false")).Count(entry => (bool?)entry["hasRecording"] == false);
        Assert.Equal(part == "media" ? first.Count : 0, without);
    }

    [Fact]
    public async Task Fields_can_be_null()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.FaultAsync("null_fields", new { percent = 100 });

        var call = (await PageAsync(sandbox, null))["calls"]![0]!; // there are calls

        Assert.True(call["metaData"]!.AsObject().TryGetPropertyValue("title", out var title) && title is null); // every call has data
        Assert.Null(call["parties"]?.AsArray()[^1]?["speakerId"]);
    }

    [Fact]
    public async Task A_transcript_can_be_late()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.FaultAsync("late_transcript", new { percent = 100, firstPerSubject = 2 });

        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            answers.Add((await sandbox.PostAsync(Transcripts, """{"filter":{}}""")).StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK], answers);
    }

    [Fact]
    public async Task A_transcript_can_be_absent()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 100);
        await sandbox.FaultAsync("missing_transcript", new { percent = 30 });

        var found = (await sandbox.PostJsonAsync(Transcripts, """{"filter":{}}"""))["callTranscripts"]!.AsArray().Count; // a list

        Assert.InRange(found, 40, 90);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("reset")]
    public async Task The_whole_source_can_be_off_and_on_again(string mode)
    {
        await using var sandbox = await SandboxHost.StartAsync();

        await sandbox.ControlAsync("off", new { mode });
        var off = await Record.ExceptionAsync(() => sandbox.GetJsonAsync("/gong/v2/users"));
        await sandbox.ControlAsync("off", new { mode = "none" });

        Assert.NotNull(off);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync("/gong/v2/users")).StatusCode);
    }

    [Fact]
    public async Task Connections_can_be_refused_while_the_control_address_stays_open()
    {
        await using var sandbox = await SandboxHost.StartAsync(all: options => options.ControlUrls = "http://127.0.0.1:0");
        var vendors = sandbox.Client.BaseAddress;
        using var control = new HttpClient { BaseAddress = sandbox.FurtherAddress };
        using var refused = JsonContent("""{"mode":"refused"}""");
        using var none = JsonContent("""{"mode":"none"}""");

        await control.PostAsync("/_control/off", refused, SandboxHost.Cancellation);
        await EventuallyAsync(async () => await Record.ExceptionAsync(() => sandbox.GetAsync("/gong/v2/users")) is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError,
        });
        await control.PostAsync("/_control/off", none, SandboxHost.Cancellation);

        await EventuallyAsync(async () => await Record.ExceptionAsync(() => sandbox.GetJsonAsync("/gong/v2/users")) is null);
        Assert.Equal(vendors, sandbox.Client.BaseAddress);
    }

    [Fact]
    public async Task Answers_can_be_slow()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        await sandbox.ControlAsync("latency", new { apiMs = 150, mediaMs = 0, mediaBytesPerSecond = 0 });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await sandbox.GetAsync("/gong/v2/users");

        Assert.True(watch.ElapsedMilliseconds >= 150);
    }

    private static StringContent JsonContent(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, SandboxHost.Cancellation);
        }

        Assert.Fail("It did not come true within 5 seconds.");
    }

    private static async Task<List<HttpResponseMessage>> ManyAsync(SandboxHost sandbox, int count)
    {
        var answers = new List<HttpResponseMessage>();
        for (var number = 0; number < count; number++)
        {
            answers.Add(await sandbox.GetAsync("/gong/v2/users"));
        }

        return answers;
    }

    private static List<string?> Lacking(JsonNode page, string part) => [.. page["calls"]!.AsArray() // there are calls
        .Where(call => call?[part] is null)
        .Select(call => (string?)call?["metaData"]?["id"])];

    private static Task<JsonNode> PageAsync(SandboxHost sandbox, string? cursor) => sandbox.PostJsonAsync(Extensive, Body(cursor));

    private static string Body(string? cursor) => cursor is null ? Everything : Everything[..^1] + $",\"cursor\":\"{cursor}\"}}";

    private static string? Cursor(JsonNode answer) => (string?)answer["records"]?["cursor"];
}
