using CallImport.Domain.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

/// <summary>The main promise, with a source that misbehaves: nothing lost, nothing twice, every byte as served.</summary>
public sealed class NothingLostTests(PostgresFixture postgres)
{
    private const int RecordingBytes = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_calls_survive_five_percent_faults()
    {
        await using var source = await SandboxDriver.StartAsync(2_000, RecordingBytes, requestsPerSecond: 0, Cancellation);
        await source.SetFivePercentFaultsAsync(Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);

        var job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancellation), Cancellation);
        var done = await cluster.WaitUntilDoneAsync(job.Id, Patience, Cancellation);

        Assert.Equal((ImportJobStatus.Completed, 2_000, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
        Assert.Empty(await cluster.DifferencesAsync(0, Cancellation));
        var stats = await source.StatsAsync(Cancellation);
        Assert.Equal(0, stats.GetProperty("media").GetProperty("withCredential").GetInt64());
        Assert.Equal(0, stats.GetProperty("insideRetryAfterLate").GetInt64());
    }

    [Fact]
    public async Task Importing_the_same_range_again_brings_nothing_twice_and_says_so()
    {
        await using var source = await SandboxDriver.StartAsync(30, RecordingBytes, requestsPerSecond: 0, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var node = await cluster.StartNodeAsync(Cancellation);
        var credential = await cluster.ConnectAsync(Cancellation);
        var first = await cluster.StartImportAsync(credential, Cancellation);
        await cluster.WaitUntilDoneAsync(first.Id, Patience, Cancellation);

        var second = await cluster.StartImportAsync(credential, Cancellation);
        var done = await cluster.WaitUntilDoneAsync(second.Id, Patience, Cancellation);

        Assert.Equal(
            (ImportJobStatus.Completed, 0, 0, 0, 30, 30),
            (done.Status, done.TotalCalls, done.ProcessedCalls, done.FailedCalls, done.SkippedCalls, done.SourceCalls));
        Assert.Empty(await cluster.DifferencesAsync(0, Cancellation));
    }
}
