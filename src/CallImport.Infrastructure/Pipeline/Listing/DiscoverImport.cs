using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>Counts and lists the calls of one import, for as long as it is this node's turn.</summary>
internal sealed partial class DiscoverImport(
    ListingLease lease, Listers listers, ListingTrouble trouble, PlatformCatalog catalog, CredentialVault vault, ListingPulse pulse)
{
    /// <summary>Some sources count by dozens of requests, of which none may fail; beyond this the import begins without knowing how much there is.</summary>
    private const int TriesToCount = 2;

    /// <returns>after which time somebody should be asked to go on; null when there is nothing more to do, or nobody knows when</returns>
    public async Task<TimeSpan?> RunAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (await lease.TakeAsync(jobId, cancellationToken) is not { } job)
        {
            return null;
        }

        using var scope = pulse.Logger.BeginImportScope(new ImportLogScope
        {
            CorrelationId = job.CorrelationId,
            WorkspaceId = job.WorkspaceId,
            JobId = job.Id,
            Platform = job.Platform,
        });
        await using var beat = pulse.Begin(job, cancellationToken);
        try
        {
            var end = await ListAsync(job, beat.Token);
            await lease.ReleaseAsync(job, CancellationToken.None);
            return end == SliceEnd.More ? TimeSpan.Zero : null;
        }
        catch (PlatformException refused)
        {
            return await trouble.SettleAsync(job, refused, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // After a pause it is to go on at once; a lease that is somebody else's is not touched.
            Log.Lost(pulse.Logger, job.Id);
            await lease.ReleaseAsync(job, CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (CallFates.IsDatabase(fault))
        {
            // Once the database is back the next turn begins where the last page was written, without waiting for the lease to run out.
            Log.DatabaseAway(pulse.Logger, job.Id, fault.Message);
            return await pulse.ReleaseWhenBackAsync(job, cancellationToken) ? TimeSpan.Zero : null;
        }
        catch (OperationCanceledException)
        {
            await lease.ReleaseAsync(job, CancellationToken.None);
            throw;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Answers that nobody thought of: tried some more times, then given up with a reason. Unhandled, the import would begin anew for ever.
            Log.Unexpected(pulse.Logger, job.Id, fault);
            var source = catalog.Find(job.Platform)?.DisplayName ?? job.Platform;
            return await trouble.SettleAsync(job, PlatformAnswer.Unusable(source), cancellationToken);
        }
    }

    private async Task<SliceEnd> ListAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var adapter = catalog.Adapter(job.Platform)
            ?? throw new PlatformException(FailureClass.Permanent, $"This version cannot import from {job.Platform}.");
        if (job.Status == ImportJobStatus.Counting)
        {
            var count = job.CallLimit ?? (adapter.CountsCheaply && job.ListingErrors < TriesToCount ? await CountAsync(job, adapter, cancellationToken) : null);
            await lease.CountedAsync(job, count, cancellationToken);
        }

        return job.CallLimit is { } limit
            ? await listers.Newest.RunAsync(job, limit, adapter, cancellationToken)
            : await listers.Pages.RunAsync(job, adapter, cancellationToken);
    }

    private async Task<int?> CountAsync(ImportJob job, IPlatformAdapter adapter, CancellationToken cancellationToken)
    {
        // Taking the lease froze the end of the window.
        var window = new CallQuery(job.DateRangeStart ?? ImportWindow.Beginning, job.DateRangeEnd!.Value);
        var count = await vault.UseAsync(job.CredentialId, connection => adapter.CountCallsAsync(connection, window, cancellationToken), cancellationToken);
        return count.Calls;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Listing of import {JobId} stops here: it was cancelled, paused or taken over")]
        public static partial void Lost(ILogger logger, Guid jobId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Listing of import {JobId} waits for the database: {Reason}")]
        public static partial void DatabaseAway(ILogger logger, Guid jobId, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Listing of import {JobId} failed in a way that nobody thought of")]
        public static partial void Unexpected(ILogger logger, Guid jobId, Exception fault);
    }
}
