using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Imports;

/// <summary>Keeps the newest so many calls of all that pass by, each id once, and never more than those.</summary>
internal sealed class NewestCalls(int size)
{
    private readonly SortedSet<SourceCall> calls = new(Comparer<SourceCall>.Create((left, right) =>
        (right.StartedAt, right.SourceCallId).CompareTo((left.StartedAt, left.SourceCallId))));

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public int Count => calls.Count;

    /// <summary>More calls have passed by than are kept.</summary>
    public bool HasDropped { get; private set; }

    /// <returns>true when one of them is new among the newest</returns>
    public bool AddRange(IEnumerable<SourceCall> listed)
    {
        var isNews = false;
        foreach (var call in listed)
        {
            if (!ids.Add(call.SourceCallId))
            {
                continue;
            }

            calls.Add(call);
            if (calls.Count > size && calls.Max is { } oldest)
            {
                calls.Remove(oldest);
                ids.Remove(oldest.SourceCallId);
                HasDropped = true;
                isNews |= oldest != call;
            }
            else
            {
                isNews = true;
            }
        }

        return isNews;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SourceCall> Take() => [.. calls];
}
