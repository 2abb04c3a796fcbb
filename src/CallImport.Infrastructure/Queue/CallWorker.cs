using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;

namespace CallImport.Infrastructure.Queue;

/// <summary>
/// This node's hands: claims calls, works on some of them at a time, and lets go of them through the <see cref="FinishBuffer"/>. Woken by
/// NOTIFY and by a poll that gets slower while there is nothing to do.
/// </summary>
internal sealed class CallWorker(
    WorkQueue queue, CallExecution execution, FinishBuffer outcomes, StorageGate storage, ImportSignals signals, WorkerClock clock)
    : BackgroundService
{
    /// <summary>Calls that wait for their time, or that a lost NOTIFY spoke of, are found by it.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SlowestPoll = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BetweenRescues = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly WorkSet work = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly CancellationTokenSource giveUp = new();
    private readonly HashSet<Task> running = [];

    /// <summary>Other imports may wait: set by every poll and hint, cleared when there was nothing.</summary>
    private volatile bool mayHaveMore = true;

    private TimeSpan poll = Poll;
    private bool holdsSlots;
    private bool hasAsked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = signals.Subscribe(Hear);
        var writing = outcomes.RunAsync(giveUp.Token);
        outcomes.Written += Look;
        await Task.WhenAll(
            Backoff.RepeatAsync("Claiming", PumpAsync, clock.Time, queue.Logger, stoppingToken),
            Backoff.RepeatAsync("Renewing", RenewAsync, clock.Time, queue.Logger, stoppingToken),
            Backoff.RepeatAsync("Rescuing", RescueAsync, clock.Time, queue.Logger, stoppingToken));

        // What is in work gives up at its next await and goes back as it was; what is done is still written.
        await DrainAsync();
        outcomes.Close();
        await writing;
        outcomes.Written -= Look;
    }

    /// <summary>Within the time that the host allows; whatever cannot be written by then is left to the leases.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(giveUp.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        giveUp.Dispose();
        wake.Dispose();
        base.Dispose();
    }

    private async Task PumpAsync(CancellationToken stopping)
    {
        await FillAsync(stopping);
        while (Begin(stopping))
        {
        }

        var isWoken = await wake.WaitAsync(poll, stopping);
        poll = isWoken ? Poll : TimeSpan.FromSeconds(Math.Min(poll.TotalSeconds + 1, SlowestPoll.TotalSeconds));
        mayHaveMore |= !isWoken;
    }

    /// <summary>Claims while there is room: first for jobs of which little is here, in all for several times the workers.</summary>
    private async Task FillAsync(CancellationToken stopping)
    {
        var workers = clock.Workers;
        while (mayHaveMore && await storage.IsOpenAsync(stopping))
        {
            IReadOnlyCollection<Guid> busy;
            SuspectRoom room;
            lock (gate)
            {
                if (work.OpenBatches >= 4 * workers)
                {
                    return;
                }

                (busy, room) = (work.JobsWith(clock.Ahead), work.SuspectRoom);
            }

            if (await queue.ClaimAsync(busy, room, stopping) is not { } batch)
            {
                mayHaveMore = false;
                return;
            }

            lock (gate)
            {
                work.Add(batch);
                hasAsked = false;
                AskAhead();
            }

            while (Begin(stopping))
            {
            }
        }
    }

    /// <summary>Under the gate.</summary>
    private void AskAhead()
    {
        foreach (var batch in work.ToAsk())
        {
            batch.Asking = batch.Source.AskAsync();
            _ = batch.Asking.ContinueWith(Asked, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Asked(Task asking)
    {
        // A refusal is told to the calls; until they have heard it nothing more is asked ahead.
        if (asking.Exception is null)
        {
            lock (gate)
            {
                AskAhead();
            }
        }
    }

    /// <returns>true when there may be another one to begin with</returns>
    private bool Begin(CancellationToken stopping)
    {
        lock (gate)
        {
            if (running.Count >= clock.Workers || work.Take() is not { } item)
            {
                return false;
            }

            item.Work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            item.Work.CancelAfter(clock.Until(item.LeaseEndsAt));
            var task = Task.Run(() => execution.RunAsync(item, stopping), CancellationToken.None);
            running.Add(task);
            _ = task.ContinueWith(ended => End(item, ended), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return true;
        }
    }

    private void End(WorkItem item, Task task)
    {
        lock (gate)
        {
            running.Remove(task);
            work.Remove(item);
            item.Work?.Dispose();
            item.Work = null;
            if (!hasAsked && work.WaitingCount < clock.Ahead)
            {
                // Once per emptying: a queue that has nothing more is asked again by the poll, not by every call that ends.
                hasAsked = mayHaveMore = true;
            }
        }

        Wake();
    }

    private async Task RescueAsync(CancellationToken stopping)
    {
        await Task.Delay(BetweenRescues, clock.Time, stopping);
        if (await queue.RescueAsync(stopping))
        {
            mayHaveMore = true;
            Wake();
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        await Task.Delay(clock.RenewEvery, clock.Time, stopping);
        List<WorkItem> held;
        IReadOnlyCollection<Guid> credentials;
        lock (gate)
        {
            (held, credentials) = ([.. work.All], work.Credentials);
        }

        // An idle node has nothing to say, except once that it has given everything back.
        if (held.Count == 0 && !holdsSlots)
        {
            return;
        }

        var kept = await queue.RenewAsync([.. held.Select(item => new HeldCall(item.Call.Id, item.Call.Epoch, item.Stage))], credentials, stopping);
        holdsSlots = credentials.Count > 0;
        lock (gate)
        {
            work.Allow(kept.Slots);
            foreach (var item in held)
            {
                if (kept.Calls.Contains((item.Call.Id, item.Call.Epoch)))
                {
                    item.LeaseEndsAt = kept.LeaseEndsAt;
                    item.Work?.CancelAfter(clock.Until(item.LeaseEndsAt));
                }
                else
                {
                    item.IsLost = true;
                    item.Work?.Cancel();
                }
            }

            work.Drain(item => item.IsLost);
        }

        Wake();
    }

    private void Hear(ImportSignal signal)
    {
        switch (signal)
        {
            case { Channel: ImportChannels.Work }:
                mayHaveMore = true;
                Wake();
                break;
            case { Channel: ImportChannels.Stop, Id: { } stopped }:
                Stop(stopped);
                break;
            case { Channel: ImportChannels.Pause, Id: { } paused }:
                _ = ReleaseAsync(item => item.Batch.Claim.JobId == paused);
                break;
        }
    }

    private void Stop(Guid jobId)
    {
        lock (gate)
        {
            foreach (var item in work.All.Where(item => item.Batch.Claim.JobId == jobId).ToList())
            {
                item.IsLost = true;
                item.Work?.Cancel();
            }

            work.Drain(item => item.IsLost);
        }
    }

    private void Look(IReadOnlyList<WrittenOutcome> written)
    {
        if (written.Select(entry => entry.Outcome.Fate).OfType<CallFate.Snooze>().FirstOrDefault(snooze => snooze.Cause == FailureClass.Storage) is { } waiting)
        {
            storage.Shut(waiting.Reason);
            _ = ReleaseAsync(_ => true);
        }
    }

    /// <summary>Gives back calls that have not begun.</summary>
    private async Task ReleaseAsync(Func<WorkItem, bool> which)
    {
        IReadOnlyList<WorkItem> released;
        lock (gate)
        {
            released = work.Drain(which);
        }

        foreach (var item in released)
        {
            await outcomes.AddAsync(CallExecution.Released(item), CancellationToken.None);
        }
    }

    private async Task DrainAsync()
    {
        await ReleaseAsync(_ => true);
        Task[] left;
        lock (gate)
        {
            left = [.. running];
        }

        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }
    }
}
