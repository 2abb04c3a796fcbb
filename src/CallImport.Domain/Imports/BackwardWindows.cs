using CallImport.Domain.Platforms;

namespace CallImport.Domain.Imports;

/// <summary>
/// Cuts a window into parts from the newest to the oldest, each as long as all before it together and at least a day: the newest calls
/// are found with few requests, whatever order a source lists in.
/// </summary>
public static class BackwardWindows
{
    private static readonly TimeSpan First = TimeSpan.FromDays(1);

    /// <param name="end">Where the part before began; at first the end of the whole window.</param>
    /// <returns>null when there is nothing older</returns>
    public static CallQuery? Before(CallQuery whole, DateTimeOffset end)
    {
        if (end <= whole.From)
        {
            return null;
        }

        var length = whole.To - end > First ? whole.To - end : First;
        return new CallQuery(end - whole.From > length ? end - length : whole.From, end);
    }
}
