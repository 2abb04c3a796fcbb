using CallImport.Domain.Imports;
using CallImport.Infrastructure.Pipeline;

namespace CallImport.Infrastructure.Queue;

/// <summary>A call in the hands of this node.</summary>
internal sealed class WorkItem(WorkBatch batch, ClaimedCall call)
{
    public WorkBatch Batch { get; } = batch;

    public ClaimedCall Call { get; } = call;

    /// <summary>Local monotonic moment at which the lease ends unless it is renewed.</summary>
    public long LeaseEndsAt { get; set; } = call.LeaseEndsAt;

    /// <summary>Where it stands; written to its row with the next renewal, so that it costs nothing.</summary>
    public ImportedCallStatus Stage { get; set; } = ImportedCallStatus.Downloading;

    /// <summary>Ends the work when the call is no longer this node's; null before it has begun.</summary>
    public CancellationTokenSource? Work { get; set; }

    /// <summary>Another node or nobody has it: nothing about it may be written any more.</summary>
    public bool IsLost { get; set; }
}

/// <summary>Calls of one job that were claimed together.</summary>
/// <param name="over">Ends what the calls share. Owned.</param>
internal sealed class WorkBatch(ClaimedBatch claim, SourceBatch source, CancellationTokenSource over) : IDisposable
{
    public ClaimedBatch Claim { get; } = claim;

    public SourceBatch Source { get; } = source;

    public Queue<WorkItem> Waiting { get; } = [];

    public HashSet<WorkItem> Running { get; } = [];

    /// <summary>What its calls share; null until somebody asks ahead of them.</summary>
    public Task? Asking { get; set; }

    /// <summary>Nobody is left who needs an answer: after a cancellation its source is asked nothing more.</summary>
    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
    }
}

/// <summary>
/// What this node holds. Free workers take turns through the jobs, so that a big import never holds up a small one, and in each through its batches in order,
/// because the source is asked in that order. Not thread-safe: its owner locks.
/// </summary>
internal sealed class WorkSet
{
    private const int AskedAtOnce = 2;

    private readonly List<WorkBatch> batches = [];
    private readonly Dictionary<Guid, int> slots = [];
    private int turn;

    public int WaitingCount => batches.Sum(batch => batch.Waiting.Count);

    public int RunningCount => batches.Sum(batch => batch.Running.Count);

    public int OpenBatches => batches.Count(batch => batch.Waiting.Count > 0);

    public SuspectRoom SuspectRoom => new(
        Math.Max(0, SuspectRoom.Empty.Few - All.Count(item => item.Call.LeaseLosses == ClaimCalls.Suspicious)),
        All.Any(item => item.Call.LeaseLosses > ClaimCalls.Suspicious) ? 0 : SuspectRoom.Empty.Alone);

    public IEnumerable<WorkItem> All => batches.SelectMany(batch => batch.Waiting.Concat(batch.Running));

    public IReadOnlyCollection<Guid> Credentials => [.. batches.Select(batch => batch.Claim.CredentialId).Distinct()];

    /// <summary>Jobs of which at least so many calls wait here.</summary>
    public IReadOnlyCollection<Guid> JobsWith(int waiting) =>
        [.. batches.GroupBy(batch => batch.Claim.JobId).Where(job => job.Sum(batch => batch.Waiting.Count) >= waiting).Select(job => job.Key)];

    public void Add(WorkBatch batch)
    {
        foreach (var call in batch.Claim.Calls)
        {
            batch.Waiting.Enqueue(new WorkItem(batch, call));
        }

        slots[batch.Claim.CredentialId] = batch.Claim.Slots;
        batches.Add(batch);
    }

    /// <summary>The next call to begin with; null when none may.</summary>
    public WorkItem? Take()
    {
        for (var tried = 0; tried < batches.Count; tried++)
        {
            turn = (turn + 1) % batches.Count;
            var batch = batches[turn];
            if (batch.Waiting.Count > 0 && batch == FirstOf(batch.Claim.JobId) && HasSlot(batch.Claim.CredentialId))
            {
                var item = batch.Waiting.Dequeue();
                batch.Running.Add(item);
                return item;
            }
        }

        return null;
    }

    /// <summary>Batches whose source may be asked now: in order, and few of a credential at a time; more would only crowd each other out of the vendor's limit.</summary>
    public IReadOnlyList<WorkBatch> ToAsk() =>
        [.. batches.GroupBy(batch => batch.Claim.CredentialId).SelectMany(held =>
            held.Where(batch => batch.Asking is null && batch.Waiting.Count > 0)
                .Take(Math.Max(0, AskedAtOnce - held.Count(batch => batch.Asking is { IsCompleted: false }))))];

    public void Remove(WorkItem item)
    {
        item.Batch.Running.Remove(item);
        Forget();
    }

    /// <summary>Takes calls back out that have not begun.</summary>
    public IReadOnlyList<WorkItem> Drain(Func<WorkItem, bool> which)
    {
        List<WorkItem> drained = [];
        foreach (var batch in batches)
        {
            for (var left = batch.Waiting.Count; left > 0; left--)
            {
                var item = batch.Waiting.Dequeue();
                if (which(item))
                {
                    drained.Add(item);
                }
                else
                {
                    batch.Waiting.Enqueue(item);
                }
            }
        }

        Forget();
        return drained;
    }

    public void Allow(IReadOnlyDictionary<Guid, int> granted)
    {
        foreach (var (credential, count) in granted)
        {
            slots[credential] = count;
        }
    }

    private WorkBatch FirstOf(Guid job) => batches.First(batch => batch.Claim.JobId == job && batch.Waiting.Count > 0);

    private bool HasSlot(Guid credential) =>
        batches.Where(batch => batch.Claim.CredentialId == credential).Sum(batch => batch.Running.Count) < slots.GetValueOrDefault(credential);

    private void Forget()
    {
        foreach (var batch in batches.Where(batch => batch.Waiting.Count == 0 && batch.Running.Count == 0).ToList())
        {
            batches.Remove(batch);
            batch.Dispose();
        }

        foreach (var credential in slots.Keys.Except(Credentials).ToList())
        {
            slots.Remove(credential);
        }
    }
}
