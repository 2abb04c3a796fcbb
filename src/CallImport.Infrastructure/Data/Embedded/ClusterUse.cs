namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>
/// Says that this process uses the cluster: a shared lock on a file, which the kernel drops however the process ends.
/// Who gets the same lock exclusively knows that nobody uses the cluster and may stop it.
/// </summary>
internal sealed class ClusterUse : IDisposable
{
    /// <summary>The reaper waits on the same file.</summary>
    public const string FileName = "in-use.lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string home;
    private readonly TimeProvider time;
    private readonly FileStream shared;

    private ClusterUse(string home, TimeProvider time, FileStream shared)
    {
        this.home = home;
        this.time = time;
        this.shared = shared;
    }

    public static async Task<ClusterUse> JoinAsync(string home, TimeProvider time, CancellationToken cancellationToken) =>
        new(home, time, await LockAsync(home, FileName, FileShare.ReadWrite, time, cancellationToken));

    /// <summary>One process at a time makes or starts the cluster.</summary>
    public static async Task<IDisposable> BeginStartAsync(string home, TimeProvider time, CancellationToken cancellationToken) =>
        await LockAsync(home, "start.lock", FileShare.None, time, cancellationToken);

    /// <summary>Runs <paramref name="stop"/> when nobody else uses the cluster.</summary>
    /// <returns>true when the server has stopped</returns>
    public async Task<bool> LeaveAsync(Func<Task> stop)
    {
        shared.Dispose();
        if (TryLock(home, FileName, FileShare.None) is { } alone)
        {
            using (alone)
            {
                await stop();
                return true;
            }
        }

        if (TryLock(home, FileName, FileShare.ReadWrite) is { } others)
        {
            others.Dispose();
            return false;
        }

        // The reaper was faster and is stopping the server; its lock ends when that is done.
        (await LockAsync(home, FileName, FileShare.ReadWrite, time, CancellationToken.None)).Dispose();
        return true;
    }

    public void Dispose() => shared.Dispose();

    private static async Task<FileStream> LockAsync(string home, string name, FileShare share, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (TryLock(home, name, share) is { } locked)
            {
                return locked;
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                throw new EmbeddedPostgresException($"Another process holds {Path.Combine(home, name)}; stop it and start again.");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static FileStream? TryLock(string home, string name, FileShare share)
    {
        try
        {
            return new FileStream(Path.Combine(home, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
