using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>Where a listing stands: the part of the window it is in and the cursor within that part.</summary>
/// <param name="Part">What is being listed.</param>
/// <param name="Pass">Cursors of different passes are different, even if they read the same.</param>
/// <param name="Cursor">Null at the beginning of the part.</param>
internal sealed record ListingProgress(CallQuery Whole, CallQuery Part, int Pass, string? Cursor)
{
    /// <summary>A part that cannot be cut any more.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>What follows when the part is listed to its end; null when that was all.</summary>
    public CallQuery? NextPart => Part.From > Whole.From ? new CallQuery(Whole.From, Part.From) : null;

    /// <summary>
    /// Where to go on by date after a cursor has died. When all pages came newest first, everything newer than the oldest call seen is listed; else
    /// nothing is sure, and the part is cut in half, which needs fewer pages at a stretch. Listing a call again changes nothing.
    /// </summary>
    /// <param name="oldestSeen">Set only when the pages came newest first.</param>
    /// <returns>null when there is nothing left to cut</returns>
    public CallQuery? AfterLostCursor(DateTimeOffset? oldestSeen)
    {
        // Calls of the very same moment may stand on the lost page.
        if (oldestSeen is { } oldest && oldest + TimeSpan.FromSeconds(1) is var resume && resume > Part.From && resume < Part.To)
        {
            return Part with { To = resume };
        }

        var length = Part.To - Part.From;
        return length <= Shortest ? null : Part with { From = Part.To - (length / 2) };
    }
}
