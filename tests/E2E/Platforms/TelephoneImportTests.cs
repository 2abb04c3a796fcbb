using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Verification;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Platforms;

/// <summary>
/// From a lasting credential to the library by the real server, for platforms that work by short tokens: recordings that want the token, and files
/// that must not see it. All tokens are ended after connecting, and again while recordings wait to be fetched with them; each time costs one token.
/// </summary>
public sealed class TelephoneImportTests(PostgresFixture postgres)
{
    private const int Calls = 25;
    private const int Ends = 2;

    private static readonly (string Platform, Dictionary<string, string> Values)[] Accounts =
    [
        ("ringcentral", new() { ["jwt"] = "SANDBOX-RINGCENTRAL-FULL" }),
        ("zoom_phone", new() { ["accountId"] = "sandbox-account", ["clientId"] = "SANDBOX-ZOOM-FULL", ["clientSecret"] = "full-rights-secret" }),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_recording_comes_as_it_was_served_although_the_tokens_were_ended()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, 20_000, requestsPerSecond: 0, Token);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Token);
        await cluster.RunAsync("UPDATE platform_capabilities SET rate_limit_calls_per_minute = 60000, rate_limit_concurrent_downloads = 100", Token);
        await using var node = await cluster.StartNodeAsync(Token);
        var (jobs, ledger) = (new List<ImportJob>(), new List<SourceTruth>());
        await source.SetAsync("latency", new { apiMs = 150, mediaMs = 0, mediaBytesPerSecond = 0 }, Token);
        foreach (var (platform, values) in Accounts)
        {
            var credential = await cluster.ConnectAsync(platform, values, Token);
            await source.SetAsync($"{platform}/tokens/revoke", new { refreshTokens = true }, Token);
            jobs.Add(await cluster.StartImportAsync(credential, Token));
            ledger.AddRange((await source.LedgerAsync(Token, platform)).Values);
        }

        foreach (var job in jobs)
        {
            await cluster.WaitUntilAsync(job.Id, now => now.ProcessedCalls > 0, TimeSpan.FromMinutes(1), Token);
            await source.SetAsync($"{job.Platform}/tokens/revoke", new { refreshTokens = true }, Token);
        }

        foreach (var job in jobs)
        {
            var done = await cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromMinutes(2), Token);
            Assert.Equal((ImportJobStatus.Completed, Calls, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
        }

        Assert.Empty(await LedgerCheck.FindDifferencesAsync(cluster.Verb<VerifyConsistency>(), ledger, 0, Token));
        Assert.Equal(0, await cluster.CountAsync("SELECT count(*) FROM imported_calls WHERE retry_count > 0", Token));
        var stats = await source.StatsAsync(Token);
        Assert.Equal(Accounts.Length * (1 + Ends), stats.GetProperty("requests").EnumerateArray().Where(IsGrant).Sum(request => request.GetProperty("count").GetInt32()));
        Assert.Equal((0, 0), (stats.GetProperty("media").GetProperty("withCredential").GetInt64(), stats.GetProperty("insideRetryAfterLate").GetInt64()));
    }

    private static bool IsGrant(JsonElement request) =>
        request.GetProperty("status").GetInt32() == 200 && request.GetProperty("route").GetString()?.EndsWith("/token", StringComparison.Ordinal) == true;
}
