using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Sandbox;

public sealed class GongLimitTests
{
    private static FakeTimeProvider Noon => new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Three_requests_a_second_pass_over_all_keys_of_a_company()
    {
        var time = Noon;
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.RequestsPerSecond = 3, time: time);

        var answers = new List<HttpResponseMessage>();
        foreach (var key in new[] { SandboxHost.FullKey, "SANDBOX-GONG-NOMEDIA:no-media-secret", SandboxHost.FullKey, SandboxHost.FullKey })
        {
            answers.Add(await sandbox.GetAsync("/gong/v2/users", key));
        }

        time.Advance(TimeSpan.FromSeconds(1));
        answers.Add(await sandbox.GetAsync("/gong/v2/users"));

        Assert.Equal([200, 200, 200, 429, 200], answers.ConvertAll(answer => (int)answer.StatusCode));
        Assert.Equal(1, answers[3].Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    [Fact]
    public async Task A_day_that_is_spent_says_to_wait_for_midnight()
    {
        var time = Noon;
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.RequestsPerDay = 2, time: time);

        await sandbox.GetAsync("/gong/v2/users");
        await sandbox.GetAsync("/gong/v2/users");
        var spent = await sandbox.GetAsync("/gong/v2/users");
        time.Advance(TimeSpan.FromHours(12));

        Assert.Equal(HttpStatusCode.TooManyRequests, spent.StatusCode);
        Assert.Equal(12 * 3600, spent.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync("/gong/v2/users")).StatusCode);
    }

    [Fact]
    public async Task A_quota_can_be_spent_and_renewed_by_hand()
    {
        var time = Noon;
        await using var sandbox = await SandboxHost.StartAsync(time: time);

        await sandbox.ControlAsync("gong/limits", new { requestsPerDay = 100, usedToday = 100, renewsInSeconds = 5 });
        var spent = await sandbox.GetAsync("/gong/v2/users");
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((HttpStatusCode.TooManyRequests, 5), (spent.StatusCode, spent.Headers.RetryAfter?.Delta?.TotalSeconds));
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync("/gong/v2/users")).StatusCode);
    }

    [Fact]
    public async Task Manners_are_counted()
    {
        var time = Noon;
        await using var sandbox = await SandboxHost.StartAsync(time: time);
        var url = await sandbox.MediaUrlAsync();
        await sandbox.FaultAsync("429", new { first = 1, retryAfter = 10 });

        await sandbox.GetAsync("/gong/v2/users");
        time.Advance(TimeSpan.FromSeconds(4));
        await sandbox.GetAsync("/gong/v2/users");
        time.Advance(TimeSpan.FromSeconds(7));
        await sandbox.GetAsync("/gong/v2/users");
        await sandbox.GetAsync(url, key: null);
        await sandbox.GetAsync(url);
        var stats = await CountedAsync(sandbox, requests: 5);

        Assert.Equal((1, 1), ((int?)stats["insideRetryAfter"], (int?)stats["insideRetryAfterLate"]));
        Assert.Equal(1, (int?)stats["media"]?["withCredential"]);
        Assert.Equal(2, (int?)stats["credentials"]?[0]?["peakPerSecond"]);
        Assert.Equal(1, Count(stats, "GET /gong/v2/users", 429));
        Assert.Equal(2, Count(stats, "GET /gong/v2/users", 200));
        Assert.Equal(2, Count(stats, "GET /gong-media/{slug}/{id}.mp3", 200));
    }

    /// <summary>A request is counted when its answer is out, which its sender may see a moment before.</summary>
    private static async Task<JsonNode> CountedAsync(SandboxHost sandbox, int requests)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var stats = await sandbox.StatsAsync();
            if ((int?)stats["total"] >= requests)
            {
                return stats;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    private static int? Count(JsonNode stats, string route, int status) => (int?)stats["requests"]!.AsArray() // a list
        .FirstOrDefault(entry => (string?)entry?["route"] == route && (int?)entry?["status"] == status)?["count"];
}
