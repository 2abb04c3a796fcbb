using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Pipeline;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Queue;

/// <summary>The queue as a worker sees it: lots of calls together with what is needed to ask their source.</summary>
internal sealed partial class WorkQueue(
    ClaimCalls claims, KeepLeases leases, PlatformCatalog catalog, CredentialVault vault, SourceProbe probe, ImportMetrics metrics, ILogger<WorkQueue> logger)
{
    public ILogger Logger { get; } = logger;

    /// <returns>null when there is nothing to do</returns>
    public async Task<WorkBatch?> ClaimAsync(IReadOnlyCollection<Guid> busyJobs, SuspectRoom room, CancellationToken stopping)
    {
        // A claim that is under way when the node stops is waited for: rows taken for nobody would be held until their lease ends.
        stopping.ThrowIfCancellationRequested();
        if (await claims.ExecuteAsync(busyJobs, room, CancellationToken.None) is not { } claim)
        {
            return null;
        }

        Log.Claimed(Logger, claim.Calls.Count, claim.JobId);
        var adapter = catalog.Adapter(claim.Platform) ?? throw new InvalidOperationException($"This version cannot import from {claim.Platform}.");
        var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        return new WorkBatch(claim, new SourceBatch(adapter, vault, probe, claim.CredentialId, claim.Calls, over.Token), over);
    }

    public Task<KeptLeases> RenewAsync(IReadOnlyCollection<HeldCall> held, IReadOnlyCollection<Guid> credentials, CancellationToken cancellationToken) =>
        leases.RenewAsync(held, credentials, cancellationToken);

    /// <returns>true when calls of silent workers are to be had again</returns>
    public async Task<bool> RescueAsync(CancellationToken cancellationToken)
    {
        var rescued = await leases.RescueAsync(cancellationToken);
        if (rescued > 0)
        {
            metrics.CallsTakenOver(rescued);
            Log.Rescued(Logger, rescued);
        }

        return rescued > 0;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Claimed {Count} calls of import {JobId}")]
        public static partial void Claimed(ILogger logger, int count, Guid jobId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls of workers that fell silent are back in the queue")]
        public static partial void Rescued(ILogger logger, int count);
    }
}
