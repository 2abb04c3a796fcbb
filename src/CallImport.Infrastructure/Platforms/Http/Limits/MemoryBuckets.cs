namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>Buckets of credentials that are being checked before they are saved: few requests by one person on one node.</summary>
internal sealed class MemoryBuckets(TimeProvider clock) : IBucketStore
{
    /// <summary>An idle bucket older than this says nothing any more.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Account, string Group), Bucket> buckets = [];

    public Task<Admission> AdmitAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Sweep(now);
            var blockedUntil = groups.Max(paced => Of(account, paced.Group, now).BlockedUntil);
            var due = groups.Max(paced => Of(account, paced.Group, now).NextAt - paced.Pace.BurstTolerance);
            var turn = due > now ? due : now;
            Admission admission = blockedUntil > now ? new Blocked(blockedUntil - now)
                : turn > now + Pace.Patience ? new Crowded(turn - now - Pace.Patience)
                : new Admitted(turn - now);
            if (admission is Admitted)
            {
                foreach (var (group, pace) in groups)
                {
                    var bucket = Of(account, group, now);
                    buckets[(account.Id, group)] = bucket with { NextAt = (bucket.NextAt > turn ? bucket.NextAt : turn) + pace.Interval };
                }
            }

            return Task.FromResult(admission);
        }
    }

    public Task<Admission?> RecheckAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var left = groups.Max(paced => Of(account, paced.Group, now).BlockedUntil) - now;
            return Task.FromResult<Admission?>(left > TimeSpan.Zero ? new Blocked(left) : null);
        }
    }

    public Task BlockAsync(BucketAccount account, string group, TimeSpan duration, bool slowDown, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            buckets[(account.Id, group)] = Of(account, group, now) with { BlockedUntil = now + duration };
            return Task.CompletedTask;
        }
    }

    /// <returns>For each bucket of the account that is in use: time until its next request would be due if all kept their distance.</returns>
    public IReadOnlyDictionary<string, TimeSpan> Used(Guid account)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            return buckets.Where(entry => entry.Key.Account == account && entry.Value.NextAt > now)
                .ToDictionary(entry => entry.Key.Group, entry => entry.Value.NextAt - now);
        }
    }

    private Bucket Of(BucketAccount account, string group, DateTimeOffset now) =>
        buckets.GetValueOrDefault((account.Id, group)) ?? new Bucket(now, DateTimeOffset.MinValue);

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.NextAt < now - Idle && bucket.BlockedUntil < now)
            {
                buckets.Remove(key);
            }
        }
    }

    private sealed record Bucket(DateTimeOffset NextAt, DateTimeOffset BlockedUntil);
}
