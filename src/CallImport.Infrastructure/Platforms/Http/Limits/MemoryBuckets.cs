namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>Buckets of credentials that are being checked before they are saved: few requests by one person on one node.</summary>
internal sealed class MemoryBuckets(TimeProvider clock) : IBucketStore
{
    /// <summary>An idle bucket older than this says nothing any more.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<BucketKey, Bucket> buckets = [];

    public Task<Admission> AdmitAsync(BucketKey key, Pace pace, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            Sweep(now);
            var bucket = buckets.GetValueOrDefault(key) ?? new Bucket(now, DateTimeOffset.MinValue);
            var turn = bucket.NextAt - pace.BurstTolerance;
            Admission admission = bucket.BlockedUntil > now ? new Blocked(bucket.BlockedUntil - now)
                : turn > now + Pace.Patience ? new Crowded(turn - now - Pace.Patience)
                : new Admitted(turn > now ? turn - now : TimeSpan.Zero);
            if (admission is Admitted)
            {
                buckets[key] = bucket with { NextAt = (bucket.NextAt > now ? bucket.NextAt : now) + pace.Interval };
            }

            return Task.FromResult(admission);
        }
    }

    public Task<Admission?> RecheckAsync(BucketKey key, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var left = (buckets.GetValueOrDefault(key)?.BlockedUntil ?? DateTimeOffset.MinValue) - clock.GetUtcNow();
            return Task.FromResult<Admission?>(left > TimeSpan.Zero ? new Blocked(left) : null);
        }
    }

    public Task BlockAsync(BucketKey key, TimeSpan duration, bool slowDown, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            buckets[key] = (buckets.GetValueOrDefault(key) ?? new Bucket(now, now)) with { BlockedUntil = now + duration };
            return Task.CompletedTask;
        }
    }

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
