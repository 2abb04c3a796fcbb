using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>
/// Finds the newest so many calls, whatever order the source lists in: windows walk backwards, each as long as all before together, and of each the
/// newest are kept. They are written when there are enough, so that a restart repeats a handful of requests at most.
/// </summary>
internal sealed class ListNewest(PageWriter pages, CredentialVault vault, TimeProvider clock)
{
    /// <exception cref="PlatformException">The source refused; nothing is written.</exception>
    public async Task<SliceEnd> RunAsync(ImportJob job, int limit, IPlatformAdapter adapter, CancellationToken cancellationToken)
    {
        var whole = new CallQuery(job.DateRangeStart ?? ImportWindow.Beginning, job.DateRangeEnd ?? clock.GetUtcNow());
        var newest = new NewestCalls(limit);
        for (var end = whole.To; newest.Count < limit && BackwardWindows.Before(whole, end) is { } part; end = part.From)
        {
            await ListAsync(job, adapter, part, newest, cancellationToken);
        }

        var at = new ListingProgress(whole, whole, job.ListingPass + 1, null);
        await pages.WriteAsync(job, newest.Take(), at, null, null, cancellationToken);
        return SliceEnd.Over;
    }

    private async Task ListAsync(ImportJob job, IPlatformAdapter adapter, CallQuery part, NewestCalls newest, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var idle = 0;
        string? cursor = null;
        do
        {
            var at = cursor;
            var page = await vault.UseAsync(
                job.CredentialId, connection => adapter.ListCallsAsync(connection, part, at, cancellationToken), cancellationToken);
            idle = newest.AddRange(page.Calls.Where(call => call.StartedAt >= part.From && call.StartedAt < part.To)) ? 0 : idle + 1;
            cursor = page.NextCursor;
            if (cursor is not null && (!seen.Add(cursor) || idle > EndlessList.MostIdlePages))
            {
                throw EndlessList.Refused();
            }
        }
        while (cursor is not null);
    }
}
