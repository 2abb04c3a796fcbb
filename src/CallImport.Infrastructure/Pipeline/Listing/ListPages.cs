using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>Why a slice of listing ended.</summary>
internal enum SliceEnd
{
    /// <summary>All is listed, or the listing belongs to somebody else.</summary>
    Over,

    /// <summary>There is more; others have their turn first.</summary>
    More,

    /// <summary>Enough is found for now; listing goes on when the workers have caught up.</summary>
    Deep,
}

/// <summary>Lists page by page; each page is written before the next is asked for.</summary>
internal sealed class ListPages(PageWriter pages, ListingLease lease, WindowShortage shortage, CredentialVault vault, TimeProvider clock)
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    /// <exception cref="PlatformException">The source refused; nothing of the page is written.</exception>
    public async Task<SliceEnd> RunAsync(ImportJob job, IPlatformAdapter adapter, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var at = await BeginAsync(job, cancellationToken);
        var order = new PageOrder(isWhole: at.Cursor is null);
        var found = job.FoundCalls - job.ProcessedCalls - job.FailedCalls;
        while (true)
        {
            CallPage page;
            try
            {
                var place = at;
                page = await vault.UseAsync(
                    job.CredentialId, connection => adapter.ListCallsAsync(connection, place.Part, place.Cursor, cancellationToken), cancellationToken);
            }
            catch (PlatformException lost) when (lost.Fault == PlatformFault.CursorExpired && at.Cursor is not null)
            {
                at = await RestartAsync(job, at, order, lost, cancellationToken);
                order = new PageOrder(isWhole: true);
                continue;
            }

            var calls = page.Calls.Where(call => call.StartedAt >= at.Part.From && call.StartedAt < at.Part.To).ToList();
            order.Add(calls);
            var (rest, unlisted) = page is { NextCursor: null, TotalCalls: { } total }
                ? await CompleteAsync(job, at, calls, total, order, cancellationToken)
                : default;
            if (rest is not null)
            {
                if (await pages.WriteAsync(job, calls, at, rest, null, cancellationToken) != PageFate.Written)
                {
                    return SliceEnd.Over;
                }

                await lease.RestartAsync(job, rest.Part.From, rest.Part.To, cancellationToken);
                (at, order) = (rest, new PageOrder(isWhole: true));
                continue;
            }

            var next = page.NextCursor is { } cursor ? at with { Cursor = cursor }
                : at.NextPart is { } part ? at with { Part = part, Cursor = null }
                : null;
            var stored = next is { Cursor: not null } && !page.CursorMayBeStored ? next with { Cursor = null } : next;
            switch (await pages.WriteAsync(job, calls, at, stored, unlisted, cancellationToken))
            {
                case PageFate.Lost:
                    return SliceEnd.Over;
                case PageFate.Circle:
                    throw EndlessList.Refused();
            }

            if (next is null)
            {
                return SliceEnd.Over;
            }

            found += calls.Count;
            if (page.NextCursor is null)
            {
                order = new PageOrder(isWhole: true);
            }

            at = next;
            if (found >= ListingLease.Deep)
            {
                return SliceEnd.Deep;
            }

            if (clock.GetElapsedTime(started) > Slice && (page.CursorMayBeStored || page.NextCursor is null))
            {
                return SliceEnd.More;
            }
        }
    }

    /// <returns>where to go on when the source has more in this part than it has listed; else what it never will list, if anything</returns>
    private async Task<(ListingProgress? Remainder, UnlistedCalls? Unlisted)> CompleteAsync(
        ImportJob job, ListingProgress at, List<SourceCall> calls, int total, PageOrder order, CancellationToken cancellationToken)
    {
        var found = await shortage.MeasureAsync(job, at, calls, total, cancellationToken);
        return found.Missing == 0 ? default
            : shortage.Remedy(job, at, found, order) is { } part ? (at with { Part = part, Pass = at.Pass + 1, Cursor = null }, null)
            : (null, shortage.Note(job, at, found));
    }

    /// <summary>A part that begins anew begins a new pass: the same cursors may come again, and mean no circle.</summary>
    private async Task<ListingProgress> BeginAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var whole = new CallQuery(job.DateRangeStart ?? ImportWindow.Beginning, job.DateRangeEnd ?? clock.GetUtcNow());
        var part = new CallQuery(job.ListingWindowStart ?? whole.From, job.ListingWindowEnd ?? whole.To);
        if (job.ListingCursor is not null)
        {
            return new ListingProgress(whole, part, job.ListingPass, job.ListingCursor);
        }

        await lease.RestartAsync(job, part.From, part.To, cancellationToken);
        return new ListingProgress(whole, part, job.ListingPass + 1, null);
    }

    private async Task<ListingProgress> RestartAsync(
        ImportJob job, ListingProgress at, PageOrder order, PlatformException lost, CancellationToken cancellationToken)
    {
        var part = at.AfterLostCursor(order.OldestSeen)
            ?? throw new PlatformException(FailureClass.Permanent, "The source forgets its place in the list again and again; the list cannot be read to its end.", innerException: lost);
        await lease.RestartAsync(job, part.From, part.To, cancellationToken);
        return at with { Part = part, Pass = at.Pass + 1, Cursor = null };
    }
}
