using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>What becomes of a listing that the source refused: it waits, or it is given up with a reason. Never is it taken for complete.</summary>
internal sealed partial class ListingTrouble(
    ListingLease lease, IOptions<ImportOptions> options, Jitter jitter, ILogger<ListingTrouble> logger)
{
    /// <summary>A source that is down for longer than about an hour and a half needs a person.</summary>
    private const int MostErrors = 20;

    /// <summary>Answers that make no sense are not an outage.</summary>
    private const int MostUnusable = 5;

    /// <summary>The database's clock decides when the wait is over; a trigger that comes early finds nothing to do.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <returns>when to look again; null when that depends on a person</returns>
    public async Task<TimeSpan?> SettleAsync(ImportJob job, PlatformException refused, CancellationToken cancellationToken)
    {
        Log.Refused(logger, job.Id, refused.FailureClass, refused.Message);
        switch (refused.FailureClass)
        {
            case FailureClass.RateLimited:
                var asked = refused.RetryAfter ?? CallFates.DefaultLimitWait;
                await lease.ParkAsync(job, asked, refused.Message, isError: false, cancellationToken);
                return asked + Margin;
            case FailureClass.AuthExpired:
                await lease.ParkAsync(job, TimeSpan.Zero, refused.Message, isError: false, cancellationToken);
                return null;
            case FailureClass.Transient or FailureClass.Integrity or FailureClass.Storage when job.ListingErrors + 1 < Most(refused):
                var rules = new RetryRules(MostErrors, options.Value.RetryBase, options.Value.RetryMax);
                var wait = rules.WaitAfter(job.ListingErrors + 1, jitter());
                var pause = refused.RetryAfter > wait ? refused.RetryAfter.Value : wait;
                await lease.ParkAsync(job, pause, refused.Message, isError: true, cancellationToken);
                return pause + Margin;
            default:
                await lease.GiveUpAsync(job, refused.Message, cancellationToken);
                return null;
        }
    }

    private static int Most(PlatformException refused) => refused.Fault == PlatformFault.UnusableAnswer ? MostUnusable : MostErrors;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Listing of import {JobId}: {ErrorClass}: {Reason}")]
        public static partial void Refused(ILogger logger, Guid jobId, FailureClass errorClass, string reason);
    }
}
