using CallImport.Domain.Imports;
using CallImport.Infrastructure.Storage;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Queue;

/// <summary>Shuts this node's work while the store does not work, and opens it again as soon as a probe says so.</summary>
internal sealed partial class StorageGate(IRecordingStore store, TimeProvider clock, ILogger<StorageGate> logger)
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(5);

    private long shutAt;
    private volatile string? reason;

    /// <summary>Why it is shut, for the readiness page; null while it is open.</summary>
    public string? Reason => reason;

    public void Shut(string why)
    {
        if (reason is null)
        {
            Log.Shut(logger, why);
        }

        reason = why;
        shutAt = clock.GetTimestamp();
    }

    /// <returns>true when work may go on</returns>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        if (reason is null)
        {
            return true;
        }

        if (clock.GetElapsedTime(shutAt) < BetweenProbes)
        {
            return false;
        }

        try
        {
            await store.ProbeAsync(cancellationToken);
        }
        catch (CallFaultException still)
        {
            Shut(still.Message);
            return false;
        }

        reason = null;
        Log.Open(logger);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Work pauses: {Reason}")]
        public static partial void Shut(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The store works again; work goes on")]
        public static partial void Open(ILogger logger);
    }
}
