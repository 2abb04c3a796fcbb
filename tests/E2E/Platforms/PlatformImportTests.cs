using CallImport.Domain.Imports;
using CallImport.Infrastructure.Verification;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Platforms;

/// <summary>A small import per platform by the real server, which is killed while recordings are being prepared.</summary>
public sealed class PlatformImportTests(PostgresFixture postgres)
{
    private const int Calls = 25;
    private const string Prepared = "fathom";

    /// <summary>Files that the killed process may leave until housekeeping finds them.</summary>
    private const int InFlight = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly (string Platform, string Field, string Value)[] Accounts =
        [(Prepared, "apiKey", "SANDBOX-FATHOM-FULL"), ("grain", "token", "SANDBOX-GRAIN-FULL")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_come_over_as_they_were_served_and_a_restart_orders_nothing_twice()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, 20_000, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await cluster.RunAsync("UPDATE platform_capabilities SET rate_limit_calls_per_minute = 60000, rate_limit_concurrent_downloads = 100", Cancellation);
        var jobs = new List<ImportJob>();
        await using (var first = await cluster.StartNodeAsync(Cancellation))
        {
            foreach (var (platform, field, value) in Accounts)
            {
                var credential = await cluster.ConnectAsync(platform, new Dictionary<string, string> { [field] = value }, Cancellation);
                jobs.Add(await cluster.StartImportAsync(credential, Cancellation));
            }

            await UntilAllAreOrderedAsync(cluster);
            await first.KillAsync();
        }

        await using var second = await cluster.StartNodeAsync(Cancellation);
        foreach (var job in jobs)
        {
            var done = await cluster.WaitUntilDoneAsync(job.Id, Patience, Cancellation);
            Assert.Equal((ImportJobStatus.Completed, Calls, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
        }

        var ledger = new List<SourceTruth>();
        foreach (var (platform, _, _) in Accounts)
        {
            ledger.AddRange((await source.LedgerAsync(Cancellation, platform)).Values);
        }

        Assert.Empty(await LedgerCheck.FindDifferencesAsync(cluster.Verb<VerifyConsistency>(), ledger, InFlight, Cancellation));
        var stats = await source.StatsAsync(Cancellation);
        Assert.Equal(0, stats.GetProperty("media").GetProperty("withCredential").GetInt64());
        var orders = stats.GetProperty("requests").EnumerateArray()
            .Where(request => request.GetProperty("route").GetString()?.EndsWith("/download", StringComparison.Ordinal) == true
                && request.GetProperty("status").GetInt32() == 202)
            .Sum(request => request.GetProperty("count").GetInt64());

        // One more than there are calls: connecting orders the newest recording to see whether it may.
        Assert.Equal(Calls + 1, orders);
    }

    private static async Task UntilAllAreOrderedAsync(TestCluster cluster)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (await cluster.CountAsync(
            $"SELECT count(*) FROM imported_calls WHERE source_platform = '{Prepared}' AND (download_token IS NOT NULL OR status = 'completed')", Cancellation) < Calls)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "The recordings were not all ordered.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }
    }
}
