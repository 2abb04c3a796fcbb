using System.Threading.Channels;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CallImport.Infrastructure.Queue;

/// <summary>
/// Collects outcomes for some milliseconds and writes them together. What it has taken it writes, however long the database is away; when
/// it is full, workers wait.
/// </summary>
internal sealed partial class FinishBuffer(
    FinishCalls finish, SettleRecordings settling, ImportMetrics metrics, ProgressPace pace, TimeProvider clock, ILogger<FinishBuffer> logger)
{
    /// <summary>Outcomes whose recordings are written through at once.</summary>
    private const int Most = 256;

    /// <summary>Long enough to make lots, short enough for nobody to notice.</summary>
    private static readonly TimeSpan Collecting = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<CallOutcome> outcomes = Channel.CreateBounded<CallOutcome>(new BoundedChannelOptions(2 * Most) { SingleReader = true });

    /// <summary>Told after every lot that was written.</summary>
    public event Action<IReadOnlyList<WrittenOutcome>>? Written;

    public ValueTask AddAsync(CallOutcome outcome, CancellationToken cancellationToken) => outcomes.Writer.WriteAsync(outcome, cancellationToken);

    /// <summary>No outcome will follow; <see cref="RunAsync"/> ends when all are written.</summary>
    public void Close() => outcomes.Writer.TryComplete();

    /// <param name="giveUp">From here on what cannot be written is left to the leases, which run out.</param>
    public async Task RunAsync(CancellationToken giveUp)
    {
        while (await outcomes.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Task.Delay(Collecting, clock, CancellationToken.None);
            do
            {
                await SettleAsync(Collect(), giveUp);
            }
            while (outcomes.Reader.Count >= Most / 2);
        }
    }

    /// <summary>
    /// Each call at most once: one that was claimed anew while an outage kept its last outcome here has two, of two epochs, and they are written one after
    /// the other.
    /// </summary>
    private List<CallOutcome> Collect()
    {
        var lot = new List<CallOutcome>();
        var calls = new HashSet<Guid>();
        while (lot.Count < Most && outcomes.Reader.TryPeek(out var next) && calls.Add(next.Call.Id) && outcomes.Reader.TryRead(out _))
        {
            lot.Add(next);
        }

        return lot;
    }

    private async Task SettleAsync(List<CallOutcome> lot, CancellationToken giveUp)
    {
        // Once and before the first attempt: after one whose answer was lost the rows may point to these recordings already.
        foreach (var part in FinishLots.Of(await settling.SettleAsync(lot)))
        {
            await WriteAsync(part, giveUp);
        }
    }

    private async Task WriteAsync(IReadOnlyList<CallOutcome> lot, CancellationToken giveUp)
    {
        while (!giveUp.IsCancellationRequested)
        {
            try
            {
                var (written, ended) = await finish.ExecuteAsync(lot, pace.Due(lot.Select(outcome => outcome.JobId)), CancellationToken.None);
                await AfterAsync(written, ended);
                return;
            }
            catch (Exception fault) when (IsOutage(fault))
            {
                Log.NotWritten(logger, lot.Count, fault.Message);
                await Task.Delay(Pause, clock, CancellationToken.None);
            }
            catch (Exception) when (lot.Count > 1)
            {
                // One of them is poison; alone it cannot spoil the others.
                foreach (var outcome in lot)
                {
                    await WriteAsync([outcome], giveUp);
                }

                return;
            }
            catch (Exception refused)
            {
                Log.Refused(logger, lot[0].Call.Id, (refused as PostgresException)?.SqlState ?? refused.GetType().Name, refused.Message);
                if (lot[0].Fate is CallFate.Failed)
                {
                    // Not even the failure can be written: its lease runs out, and after some of those the call is given up.
                    return;
                }

                lot = [Unstorable(lot[0])];
            }
        }
    }

    /// <summary>Of the database or the way to it. Classes 22 (data), 23 (constraint) and 54 (limits) are the rows' own, like all that fails before it is sent.</summary>
    private static bool IsOutage(Exception fault) => fault is PostgresException { SqlState: var state }
        ? !(state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal))
        : fault is NpgsqlException or TimeoutException or InvalidOperationException or IOException or OperationCanceledException;

    private static CallOutcome Unstorable(CallOutcome outcome) => new()
    {
        JobId = outcome.JobId,
        Call = outcome.Call,
        Fate = new CallFate.Failed(FailureClass.Permanent, "The call holds something that cannot be stored; the log says what."),
    };

    private async Task AfterAsync(IReadOnlyList<WrittenOutcome> written, IReadOnlyList<EndedJob> ended)
    {
        foreach (var (outcome, wasOurs) in written)
        {
            if (wasOurs)
            {
                Count(outcome);
            }
            else if (outcome.Finished?.Engagement.RecordingKey is not null || outcome.StagedRecording is not null)
            {
                Log.Overtaken(logger, outcome.Call.Id, outcome.Call.Epoch);
                await settling.RemoveAsync(outcome);
            }
        }

        foreach (var job in ended)
        {
            metrics.JobEnded(job.Platform, job.Status, job.Duration);
            Log.Ended(logger, job.Id, job.Status, job.Duration);
        }

        Written?.Invoke(written);
    }

    private void Count(CallOutcome outcome)
    {
        switch (outcome.Fate)
        {
            case CallFate.Done:
                metrics.CallProcessed(outcome.Call.Platform);
                break;
            case CallFate.Retry retry:
                metrics.CallRetried(outcome.Call.Platform, retry.Class);
                break;
            case CallFate.Failed failed:
                metrics.CallFailed(outcome.Call.Platform, failed.Class);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} outcomes wait for the database: {Reason}")]
        public static partial void NotWritten(ILogger logger, int count, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Call {ImportedCallId} cannot be stored: {Code} {Reason}")]
        public static partial void Refused(ILogger logger, Guid importedCallId, string code, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Call {ImportedCallId} was taken over while epoch {Epoch} worked on it; its files are removed")]
        public static partial void Overtaken(ILogger logger, Guid importedCallId, long epoch);

        [LoggerMessage(Level = LogLevel.Information, Message = "Import {JobId} has ended as {Status} after {Duration}")]
        public static partial void Ended(ILogger logger, Guid jobId, ImportJobStatus status, TimeSpan duration);
    }
}
