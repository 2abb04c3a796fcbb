using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Imports;

/// <summary>Some of the newest calls of a window, for a few requests.</summary>
/// <param name="IsEverything">True when the window holds no other calls.</param>
internal sealed record SourceSample(IReadOnlyList<SourceCall> Calls, bool IsEverything)
{
    private const int MaxRequests = 8;

    public static async Task<SourceSample> TakeAsync(
        IPlatformAdapter adapter, PlatformConnection connection, CallQuery whole, int size, CancellationToken cancellationToken)
    {
        var newest = new NewestCalls(size);
        var end = whole.To;
        for (var left = MaxRequests; left > 0 && newest.Count < size && BackwardWindows.Before(whole, end) is { } part;)
        {
            // The last request asks for all the rest, so that old calls are seen too.
            var window = left == 1 ? new CallQuery(whole.From, end) : part;
            string? cursor = null;
            try
            {
                do
                {
                    var page = await adapter.ListCallsAsync(connection, window, cursor, cancellationToken);
                    newest.AddRange(page.Calls.Where(call => call.StartedAt >= window.From && call.StartedAt < window.To));
                    cursor = page.NextCursor;
                    left--;
                }
                while (cursor is not null && left > 0);
            }
            catch (PlatformException busy) when (busy.FailureClass == FailureClass.RateLimited)
            {
                return new SourceSample(newest.Take(), false);
            }

            if (cursor is not null)
            {
                return new SourceSample(newest.Take(), false);
            }

            end = window.From;
        }

        return new SourceSample(newest.Take(), end <= whole.From && !newest.HasDropped);
    }
}
