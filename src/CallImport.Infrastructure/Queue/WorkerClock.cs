using CallImport.Infrastructure.Imports;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Queue;

/// <summary>How many calls this node works on at a time, and when it does what.</summary>
internal sealed class WorkerClock(IOptions<ImportOptions> options, TimeProvider time)
{
    private static readonly TimeSpan SlowestRenewal = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; } = time;

    public int Workers => options.Value.WorkerConcurrency;

    /// <summary>Calls of a job that wait here: enough for the next lot to arrive, with its answers from the source, before they are used up.</summary>
    public int Ahead => Math.Max(2 * Workers, 50);

    /// <summary>Often enough for several chances within a lease, and for a cancellation to be noticed soon even if its NOTIFY is lost.</summary>
    public TimeSpan RenewEvery => options.Value.Lease / 4 < SlowestRenewal ? options.Value.Lease / 4 : SlowestRenewal;

    /// <param name="moment">Of the monotonic clock.</param>
    public TimeSpan Until(long moment)
    {
        var left = Time.GetElapsedTime(Time.GetTimestamp(), moment);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
