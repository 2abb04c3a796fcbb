using System.Threading.Channels;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Imports;

/// <summary>A job that somebody on this node watches: one reader of the row, many readers of what it says.</summary>
internal sealed class WatchedImport(Guid workspaceId, Guid jobId, ImportProgressReader reader, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    /// <summary>Without any news the row is read again: rates fall when nothing happens, and a lost hint costs this much at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly List<Channel<ImportProgress>> watchers = [];
    private readonly SemaphoreSlim touched = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private ImportProgress? latest;
    private bool isRunning;
    private bool isClosed;

    /// <returns>null when this one is closed already</returns>
    public ChannelReader<ImportProgress>? Join()
    {
        var channel = Channel.CreateBounded<ImportProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            if (isClosed)
            {
                return null;
            }

            watchers.Add(channel);
            if (latest is { } known)
            {
                channel.Writer.TryWrite(known);
            }

            if (!isRunning)
            {
                isRunning = true;
                _ = Task.Run(RunAsync);
            }
        }

        return channel.Reader;
    }

    /// <returns>true when nobody watches any more</returns>
    public bool Leave(ChannelReader<ImportProgress> updates)
    {
        lock (gate)
        {
            watchers.RemoveAll(channel => channel.Reader == updates);
            if (watchers.Count > 0 || isClosed)
            {
                return false;
            }

            isClosed = true;
        }

        closing.Cancel();
        return true;
    }

    public void Touch()
    {
        lock (gate)
        {
            if (touched.CurrentCount == 0)
            {
                touched.Release();
            }
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
        touched.Dispose();
    }

    private async Task RunAsync()
    {
        var token = closing.Token;
        try
        {
            while (!token.IsCancellationRequested)
            {
                await touched.WaitAsync(Longest, token);
                if (await ReadAsync(token))
                {
                    return;
                }

                await Task.Delay(Shortest, clock, token);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            Complete();
        }
    }

    /// <returns>true when there is no such job</returns>
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        ImportProgress? progress;
        try
        {
            progress = await reader.ReadAsync(workspaceId, jobId, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database is away for a moment; the page keeps what it has.
            return false;
        }

        if (progress is null)
        {
            Complete();
            return true;
        }

        lock (gate)
        {
            if (latest is null || What(progress) != What(latest))
            {
                latest = progress;
                watchers.ForEach(channel => channel.Writer.TryWrite(progress));
            }
        }

        return false;
    }

    /// <summary>What makes a state worth telling.</summary>
    private static (DateTimeOffset Updated, int Done, double? Rate, string? Reason, ImportHold? Hold) What(ImportProgress progress) => (
        progress.Job.UpdatedAt,
        progress.Job.ProcessedCalls + progress.Job.FailedCalls,
        progress.CallsPerMinute is { } rate ? Math.Round(rate, 1) : null,
        progress.EtaReason,
        progress.Hold);

    private void Complete()
    {
        lock (gate)
        {
            isClosed = true;
            watchers.ForEach(channel => channel.Writer.TryComplete());
        }
    }
}
