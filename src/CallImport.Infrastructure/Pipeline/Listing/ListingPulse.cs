using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>Keeps the lease of a listing alive while it is worked on, and ends the work when the lease is gone.</summary>
internal sealed partial class ListingPulse(ListingLease lease, IOptions<ImportOptions> options, TimeProvider clock, ILogger<ListingPulse> logger)
{
    public ILogger Logger { get; } = logger;

    private TimeSpan Lease => options.Value.ListingLease;

    private TimeSpan Interval => Lease / 4 < TimeSpan.FromSeconds(5) ? Lease / 4 : TimeSpan.FromSeconds(5);

    public Beat Begin(ImportJob job, CancellationToken cancellationToken) => new(this, job, cancellationToken);

    /// <returns>true when the lease was given back while it was still ours</returns>
    public async Task<bool> ReleaseWhenBackAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        while (clock.GetElapsedTime(since) < Lease)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            try
            {
                return await lease.ReleaseAsync(job, cancellationToken);
            }
            catch (Exception away) when (CallFates.IsDatabase(away))
            {
                Log.NotRenewed(Logger, job.Id, away.Message);
            }
        }

        return false;
    }

    private Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Interval, clock, cancellationToken);

    private Task<bool> RenewAsync(ImportJob job, CancellationToken cancellationToken) => lease.RenewAsync(job, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of the listing of import {JobId} could not be renewed: {Reason}")]
        public static partial void NotRenewed(ILogger logger, Guid jobId, string reason);
    }

    internal sealed class Beat : IAsyncDisposable
    {
        private readonly ListingPulse pulse;
        private readonly ImportJob job;
        private readonly CancellationTokenSource work;
        private readonly CancellationTokenSource ended = new();
        private readonly Task renewing;

        public Beat(ListingPulse pulse, ImportJob job, CancellationToken cancellationToken)
        {
            (this.pulse, this.job) = (pulse, job);
            work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            work.CancelAfter(pulse.Lease);
            renewing = Task.Run(RenewAsync, CancellationToken.None);
        }

        /// <summary>Ends when the lease does.</summary>
        public CancellationToken Token => work.Token;

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.Dispose();
            work.Dispose();
        }

        private async Task RenewAsync()
        {
            while (true)
            {
                await pulse.PauseAsync(ended.Token);
                try
                {
                    if (!await pulse.RenewAsync(job, ended.Token))
                    {
                        await work.CancelAsync();
                        return;
                    }

                    work.CancelAfter(pulse.Lease);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    Log.NotRenewed(pulse.Logger, job.Id, fault.Message);
                }
            }
        }
    }
}
