using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>Finds out in which order a source lists; sources do not say.</summary>
/// <param name="isWhole">The part is seen from its first page on.</param>
internal sealed class PageOrder(bool isWhole)
{
    private bool isDescending = isWhole;
    private bool isAscending = isWhole;
    private DateTimeOffset? last;

    /// <summary>Null when the order is not known to be newest first.</summary>
    public DateTimeOffset? OldestSeen => isDescending ? last : null;

    /// <summary>Null when the order is not known to be oldest first.</summary>
    public DateTimeOffset? NewestSeen => isAscending && !isDescending ? last : null;

    public void Add(IEnumerable<SourceCall> calls)
    {
        foreach (var call in calls)
        {
            isDescending &= last is null || call.StartedAt <= last;
            isAscending &= last is null || call.StartedAt >= last;
            last = call.StartedAt;
        }
    }
}
