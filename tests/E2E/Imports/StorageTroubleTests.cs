using System.Diagnostics;
using System.Net;
using System.Text.Json;
using CallImport.Domain.Imports;
using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Imports;

/// <summary>A real server on a real file system that is full, then read-only.</summary>
public sealed class StorageTroubleTests(PostgresFixture postgres) : IDisposable
{
    private const int Bytes = 108_000;

    private readonly string mount = Directory.CreateTempSubdirectory("callimport-mount-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(mount, "recordings");

    [Fact]
    public async Task A_disk_that_is_full_or_read_only_is_a_pause_that_readiness_explains()
    {
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=3m", "none", mount), "mounting needs root");
        await using var source = await SandboxDriver.StartAsync(40, Bytes, requestsPerSecond: 0, Token);
        await using var cluster = await TestCluster.StartAsync(postgres, source, Token);
        cluster.Configuration["Storage:FileSystem:Root"] = Root;
        await using var node = await cluster.StartNodeAsync(Token);
        var credential = await cluster.ConnectAsync(Token);

        var first = await cluster.StartImportAsync(credential, Token);
        await WaitsAsync(cluster, node, first, "full");
        var stored = await cluster.CountAsync("SELECT count(*) FROM engagements WHERE recording_key IS NOT NULL", Token);
        Assert.InRange(stored, 1, 39);
        Assert.All(Sealed(), file => Assert.Equal(Bytes, file.Length));
        Assert.True(Run("mount", "-o", "remount,size=64m", mount));
        await GoesOnAsync(cluster, node, first, 40);

        await source.SetAsync("gong/calls/add", new { count = 3, minutesAgo = 5 }, Token);
        Assert.True(Run("mount", "-o", "remount,ro", mount));
        var second = await cluster.StartImportAsync(credential, Token);
        await WaitsAsync(cluster, node, second, "can only be read");
        Assert.True(Run("mount", "-o", "remount,rw", mount));
        await GoesOnAsync(cluster, node, second, 3);

        Assert.Equal(43, Sealed().Length);
    }

    public void Dispose()
    {
        Run("umount", "-l", mount);
        Directory.Delete(mount, recursive: true);
    }

    private static async Task WaitsAsync(TestCluster cluster, AppProcess node, ImportJob job, string reason)
    {
        var waiting = await cluster.WaitUntilAsync(
            job.Id, seen => seen.WaitingReason?.Contains(reason, StringComparison.Ordinal) is true || seen.Status.IsTerminal(), TimeSpan.FromSeconds(40), Token);
        Assert.Equal(ImportJobStatus.InProgress, waiting.Status);
        var (status, storage) = await ReadyAsync(node);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(reason, storage, StringComparison.Ordinal);
    }

    private static async Task GoesOnAsync(TestCluster cluster, AppProcess node, ImportJob job, int calls)
    {
        var done = await cluster.WaitUntilDoneAsync(job.Id, TimeSpan.FromSeconds(60), Token);
        Assert.Equal((ImportJobStatus.Completed, calls, 0, 0), (done.Status, done.ProcessedCalls, done.FailedCalls, done.ErrorCount));
        await node.WaitUntilReadyAsync(Token);
    }

    private static async Task<(HttpStatusCode Status, string? Storage)> ReadyAsync(AppProcess node)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(node.Address, "/health/ready"), Token);
        var health = await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync(Token), cancellationToken: Token);
        return (answer.StatusCode, health.GetProperty("storage").GetString());
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process?.WaitForExit();
        return process?.ExitCode == 0;
    }

    private FileInfo[] Sealed() =>
        [.. new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Directory?.Name != ".incoming")];
}
