namespace CallImport.Infrastructure.Queue;

/// <summary>Lets watchers of a job be told at most four times a second by this node.</summary>
internal sealed class ProgressPace(TimeProvider clock)
{
    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, long> told = [];
    private readonly HashSet<Guid> owed = [];

    /// <summary>Those of <paramref name="jobs"/> that may be told now; the others are owed a word.</summary>
    public IReadOnlyCollection<Guid> Due(IEnumerable<Guid> jobs)
    {
        lock (gate)
        {
            List<Guid> due = [];
            foreach (var job in jobs.Distinct())
            {
                if (MayTell(job))
                {
                    due.Add(job);
                }
                else
                {
                    owed.Add(job);
                }
            }

            return due;
        }
    }

    /// <summary>Jobs that have been owed a word for long enough.</summary>
    public IReadOnlyCollection<Guid> Owed()
    {
        lock (gate)
        {
            List<Guid> due = [.. owed.Where(MayTell)];
            owed.ExceptWith(due);
            foreach (var idle in told.Where(entry => clock.GetElapsedTime(entry.Value) > TimeSpan.FromMinutes(1)).Select(entry => entry.Key).ToList())
            {
                told.Remove(idle);
            }

            return due;
        }
    }

    private bool MayTell(Guid job)
    {
        var now = clock.GetTimestamp();
        if (told.TryGetValue(job, out var last) && clock.GetElapsedTime(last, now) < Distance)
        {
            return false;
        }

        told[job] = now;
        owed.Remove(job);
        return true;
    }
}
