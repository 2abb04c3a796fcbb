using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Sandbox;

public sealed class RecordingTests
{
    private const string WithMedia = """{"filter":{},"contentSelector":{"exposedFields":{"media":true,"parties":true}}}""";

    [Fact]
    public async Task Recordings_are_what_the_ledger_says_and_play_as_long_as_the_transcript()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 12);
        var calls = (await sandbox.PostJsonAsync("/gong/v2/calls/extensive", WithMedia))["calls"]!.AsArray(); // there are calls
        var transcripts = (await sandbox.PostJsonAsync("/gong/v2/calls/transcript", """{"filter":{}}"""))["callTranscripts"]!.AsArray(); // there are transcripts
        var ledger = await sandbox.LedgerAsync();

        for (var number = 0; number < ledger.Count; number++)
        {
            var bytes = await sandbox.Client.GetByteArrayAsync((string?)calls[number]?["media"]?["audioUrl"], SandboxHost.Cancellation);
            var sentences = transcripts[number]!["transcript"]!.AsArray().SelectMany(part => part!["sentences"]!.AsArray()).ToList(); // as described

            Assert.Equal((string?)ledger[number]["recordingSha256"], Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal((long?)ledger[number]["recordingBytes"], bytes.LongLength);
            Assert.Equal((double?)sentences[^1]?["end"], Mp3Frames.Duration(bytes).TotalMilliseconds);
            Assert.Equal((string?)ledger[number]["transcript"], string.Join(' ', sentences.Select(sentence => (string?)sentence?["text"])));
            Assert.InRange((int?)calls[number]?["metaData"]?["duration"] ?? 0, 40, 360);
        }
    }

    [Fact]
    public async Task Sentences_follow_one_another_and_their_speakers_are_parties()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var calls = (await sandbox.PostJsonAsync("/gong/v2/calls/extensive", WithMedia))["calls"]!.AsArray(); // there are calls
        var transcripts = (await sandbox.PostJsonAsync("/gong/v2/calls/transcript", """{"filter":{}}"""))["callTranscripts"]!.AsArray(); // there are transcripts

        for (var number = 0; number < calls.Count; number++)
        {
            var speakers = calls[number]!["parties"]!.AsArray().Select(party => (string?)party?["speakerId"]); // as described
            var parts = transcripts[number]!["transcript"]!.AsArray(); // as described
            var times = parts.SelectMany(part => part!["sentences"]!.AsArray()).SelectMany(one => new[] { (long?)one?["start"], (long?)one?["end"] }).ToList(); // as described

            Assert.Empty(parts.Select(part => (string?)part?["speakerId"]).Distinct().Except(speakers));
            Assert.Equal(times.Order(), times);
        }
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=100-299", 100, 200)]
    [InlineData("bytes=50000-", 50_000, -1)]
    [InlineData("bytes=-777", -777, 777)]
    [InlineData("bytes=107-40000", 107, 39_894)]
    public async Task A_part_is_the_same_bytes_as_in_the_whole(string range, int from, int count)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var url = await sandbox.MediaUrlAsync();
        var whole = await sandbox.Client.GetByteArrayAsync(url, SandboxHost.Cancellation);
        var start = from < 0 ? whole.Length + from : from;
        var end = count < 0 ? whole.Length : start + count;

        using var response = await GetPartAsync(sandbox, url, range);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {start}-{end - 1}/{whole.Length}", response.Content.Headers.ContentRange?.ToString());
        Assert.Equal(whole[start..end], await response.Content.ReadAsByteArrayAsync(SandboxHost.Cancellation));
    }

    [Fact]
    public async Task A_part_of_another_version_is_the_whole_and_one_outside_is_refused()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var url = await sandbox.MediaUrlAsync();
        using var head = await sandbox.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), SandboxHost.Cancellation);

        using var same = await GetPartAsync(sandbox, url, "bytes=10-19", head.Headers.ETag);
        using var other = await GetPartAsync(sandbox, url, "bytes=10-19", new EntityTagHeaderValue("\"other\""));
        using var outside = await GetPartAsync(sandbox, url, "bytes=999999999-");

        Assert.Equal("audio/mpeg", head.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(head.Content.Headers.ContentLength, other.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, outside.StatusCode);
    }

    [Fact]
    public async Task An_address_ends_after_eight_hours_and_cannot_be_changed()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await SandboxHost.StartAsync(time: time);
        var url = await sandbox.MediaUrlAsync();
        var older = (string?)(await sandbox.LedgerAsync("?hashes=false"))[0]["callId"];
        var newest = url[(url.LastIndexOf('/') + 1)..url.IndexOf(".mp3", StringComparison.Ordinal)];

        var inTime = await StatusAsync(sandbox, url);
        var forAnother = await StatusAsync(sandbox, url.Replace(newest, older, StringComparison.Ordinal));
        var forLonger = await StatusAsync(sandbox, url.Replace("expires=1", "expires=2", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromHours(8));
        var late = await StatusAsync(sandbox, url);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (inTime, forAnother, forLonger, late));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(4_096)]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    public async Task Recordings_can_have_a_size_and_stay_what_the_transcript_says(int size)
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.RecordingBytes = size);

        var bytes = await sandbox.Client.GetByteArrayAsync(await sandbox.MediaUrlAsync(), SandboxHost.Cancellation);
        var lines = (await sandbox.LedgerAsync("?lines=true"))[^1]["lines"]!.AsArray(); // asked for

        Assert.InRange(bytes.Length, size - 108, size);
        Assert.NotEmpty(lines);
        Assert.True(Mp3Frames.Duration(bytes).TotalMilliseconds >= ((double?)lines.LastOrDefault()?["endMs"] ?? 0));
    }

    [Fact]
    public async Task Two_gigabytes_are_served_without_being_held()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.RecordingBytes = 2_147_483_648);
        var url = await sandbox.MediaUrlAsync();
        var before = GC.GetTotalAllocatedBytes();

        using var tail = await GetPartAsync(sandbox, url, "bytes=2147480000-");
        var end = await tail.Content.ReadAsByteArrayAsync(SandboxHost.Cancellation);
        using var head = await sandbox.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, url), SandboxHost.Cancellation);

        Assert.Equal(2_147_483_648 / 108 * 108, head.Content.Headers.ContentLength);
        Assert.Equal(head.Content.Headers.ContentLength - 2_147_480_000, end.Length);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 50_000_000);
    }

    private static async Task<HttpStatusCode> StatusAsync(SandboxHost sandbox, string url)
    {
        using var response = await sandbox.Client.GetAsync(url, SandboxHost.Cancellation);
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> GetPartAsync(SandboxHost sandbox, string url, string range, EntityTagHeaderValue? ifRange = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = RangeHeaderValue.Parse(range);
        request.Headers.IfRange = ifRange is null ? null : new RangeConditionHeaderValue(ifRange);
        return sandbox.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, SandboxHost.Cancellation);
    }
}
