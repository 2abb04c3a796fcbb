using CallImport.Domain.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

/// <summary>The main promise when processes die, freeze or are asked to stop in the middle: nothing lost, nothing twice, every byte as served.</summary>
public sealed class ProcessDeathTests(PostgresFixture postgres)
{
    private const int Calls = 400;
    private const int RecordingBytes = 20_000;

    /// <summary>Recordings that a process has in its hands at most when it is killed, with those that wait to be written.</summary>
    private const int InFlight = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_goes_on_after_kill_9_and_a_restart()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, RecordingBytes, requestsPerSecond: 0, Cancellation);
        await source.SetFivePercentFaultsAsync(Cancellation);
        await source.SetAsync("latency", new { apiMs = 0, mediaMs = 100, mediaBytesPerSecond = 0 }, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);

        ImportJob job;
        await using (var first = await cluster.StartNodeAsync(Cancellation))
        {
            job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancellation), Cancellation);
            await cluster.WaitUntilAsync(job.Id, found => found.ProcessedCalls > Calls / 4, Patience, Cancellation);
            await first.KillAsync();
        }

        await using var second = await cluster.StartNodeAsync(Cancellation);
        var done = await cluster.WaitUntilDoneAsync(job.Id, Patience, Cancellation);

        Assert.Equal((ImportJobStatus.Completed, Calls, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
        Assert.Empty(await cluster.DifferencesAsync(InFlight, Cancellation));
    }

    [Fact]
    public async Task The_second_of_two_processes_finishes_what_the_first_leaves_for_good()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, RecordingBytes, requestsPerSecond: 0, Cancellation);
        await source.SetFivePercentFaultsAsync(Cancellation);
        await source.SetAsync("latency", new { apiMs = 0, mediaMs = 200, mediaBytesPerSecond = 0 }, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var first = await cluster.StartNodeAsync(Cancellation);
        await using var second = await cluster.StartNodeAsync(Cancellation);

        var job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancellation), Cancellation);
        await cluster.WaitUntilAsync(job.Id, found => found.ProcessedCalls > Calls / 4, Patience, Cancellation);
        await first.KillAsync();
        var done = await cluster.WaitUntilDoneAsync(job.Id, Patience, Cancellation);

        Assert.Equal((ImportJobStatus.Completed, Calls, 0), (done.Status, done.ProcessedCalls, done.FailedCalls));
        Assert.Empty(await cluster.DifferencesAsync(InFlight, Cancellation));
    }

    [Fact]
    public async Task A_frozen_process_changes_nothing_after_it_wakes()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, RecordingBytes, requestsPerSecond: 0, Cancellation);
        await source.SetAsync("latency", new { apiMs = 0, mediaMs = 200, mediaBytesPerSecond = 0 }, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        await using var frozen = await cluster.StartNodeAsync(Cancellation);
        await using var other = await cluster.StartNodeAsync(Cancellation);

        var job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancellation), Cancellation);
        await cluster.WaitUntilAsync(job.Id, found => found.ProcessedCalls > Calls / 8, Patience, Cancellation);
        frozen.Freeze();
        await cluster.WaitUntilDoneAsync(job.Id, Patience, Cancellation);
        frozen.Thaw();
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Cancellation);

        Assert.Equal(Calls, (await cluster.JobAsync(job.Id, Cancellation)).ProcessedCalls);
        Assert.Empty(await cluster.DifferencesAsync(0, Cancellation));
    }

    [Fact]
    public async Task A_process_that_is_asked_to_stop_leaves_its_work_as_if_it_had_never_begun()
    {
        await using var source = await SandboxDriver.StartAsync(Calls, RecordingBytes, requestsPerSecond: 0, Cancellation);
        await source.SetAsync("latency", new { apiMs = 0, mediaMs = 200, mediaBytesPerSecond = 0 }, Cancellation);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Cancellation);
        ImportJob job;
        await using (var first = await cluster.StartNodeAsync(Cancellation))
        {
            job = await cluster.StartImportAsync(await cluster.ConnectAsync(Cancellation), Cancellation);
            await cluster.WaitUntilAsync(job.Id, found => found.ProcessedCalls > Calls / 8, Patience, Cancellation);
            var took = await first.TerminateAsync(Cancellation);
            Assert.Equal((0, true), (first.ExitCode, took < TimeSpan.FromSeconds(30)));
        }

        await using var second = await cluster.StartNodeAsync(Cancellation);
        await cluster.WaitUntilDoneAsync(job.Id, Patience, Cancellation);

        Assert.Equal(0, await cluster.CountAsync("SELECT count(*) FROM imported_calls WHERE lease_losses > 0", Cancellation));
        Assert.Equal(0, await cluster.CountAsync("SELECT count(*) FROM imported_calls WHERE retry_count > 0", Cancellation));
        Assert.Empty(await cluster.DifferencesAsync(0, Cancellation));
    }
}
