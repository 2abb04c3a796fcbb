using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>Keeps every request within the vendor's and the operator's limits, over all nodes, and out of the time a vendor asked to be left alone.</summary>
public sealed class RateLimiter
{
    private readonly PlatformRegistry registry;
    private readonly DatabaseBuckets saved;
    private readonly MemoryBuckets unsaved;
    private readonly TimeProvider clock;

    /// <summary>Blocks this node has just learnt of: they hold for its queued requests before the database knows, and while it is away.</summary>
    private readonly ConcurrentDictionary<BucketKey, DateTimeOffset> learnt = new();

    internal RateLimiter(PlatformRegistry registry, DatabaseBuckets saved, MemoryBuckets unsaved, TimeProvider clock) =>
        (this.registry, this.saved, this.unsaved, this.clock) = (registry, saved, unsaved, clock);

    /// <summary>Waits up to 2 s for a turn.</summary>
    /// <exception cref="PlatformException">
    /// RateLimited with the time to wait when there is no turn soon, with <see cref="PlatformFault.DailyQuotaUsed"/> when there is none today;
    /// AuthExpired when the credential is marked invalid or deleted.
    /// </exception>
    public async Task AdmitAsync(PlatformConnection connection, string? group, CancellationToken cancellationToken)
    {
        var entry = await registry.FindAsync(connection.Platform, cancellationToken)
            ?? throw new PlatformException(FailureClass.Permanent, $"The platform '{connection.Platform}' is not known.");
        for (var limit = LimitOf(entry, group); limit is not null; limit = limit.Within is { } wider ? LimitOf(entry, wider) : null)
        {
            await AdmitAsync(connection, entry, limit, cancellationToken);
        }
    }

    private async Task AdmitAsync(PlatformConnection connection, PlatformEntry entry, RateLimit limit, CancellationToken cancellationToken)
    {
        var name = entry.Descriptor.DisplayName;
        var pace = Pace.Of(limit, CapOf(entry, limit)) ?? throw new PlatformException(
            FailureClass.RateLimited, $"Requests to {name} are switched off by the operator.", retryAfter: TimeSpan.FromMinutes(1));

        var (store, key) = (StoreFor(connection), KeyFor(connection, limit.Group));
        ThrowIfLearntBlocked(key, name);
        var answer = await store.AdmitAsync(key, pace, cancellationToken);
        if (answer is not Admitted admitted)
        {
            throw Refusal(answer, name);
        }

        if (admitted.Wait > TimeSpan.Zero)
        {
            await Task.Delay(admitted.Wait, clock, cancellationToken);
            if (await store.RecheckAsync(key, cancellationToken) is { } changed)
            {
                throw Refusal(changed, name);
            }
        }

        ThrowIfLearntBlocked(key, name);
    }

    /// <summary>
    /// Keeps all requests of the group back, on every node and across restarts; those of a wider limit as well, because a vendor does not say which of
    /// the two was reached.
    /// </summary>
    public async Task BlockAsync(PlatformConnection connection, string? group, TimeSpan duration, bool slowDown)
    {
        if (await registry.FindAsync(connection.Platform, CancellationToken.None) is not { } entry)
        {
            return;
        }

        for (var limit = LimitOf(entry, group); limit is not null; limit = limit.Within is { } wider ? LimitOf(entry, wider) : null)
        {
            await BlockAsync(connection, KeyFor(connection, limit.Group), duration, slowDown);
        }
    }

    private async Task BlockAsync(PlatformConnection connection, BucketKey key, TimeSpan duration, bool slowDown)
    {
        var until = clock.GetUtcNow() + duration;
        learnt.AddOrUpdate(key with { EvenIfInvalid = false }, until, (_, known) => known > until ? known : until);

        // Also when the caller is being cancelled: the next request must know.
        await StoreFor(connection).BlockAsync(key, duration, slowDown, CancellationToken.None);
    }

    /// <returns>For each credential that may send nothing now: until when, by the database's clock. Others are left out.</returns>
    public Task<IReadOnlyDictionary<Guid, DateTimeOffset>> BlockedUntilAsync(IEnumerable<Guid> credentialIds, CancellationToken cancellationToken) =>
        saved.BlockedUntilAsync([.. credentialIds], cancellationToken);

    /// <summary>
    /// What the registry says replaces what the vendor documents, upwards too: vendors grant larger limits to customers who ask. Groups beside the
    /// first grow with it.
    /// </summary>
    private static RateLimit LimitOf(PlatformEntry entry, string? group)
    {
        var documented = entry.Descriptor.RateLimits;
        var limit = documented.FirstOrDefault(limit => limit.Group == group) ?? documented[0];
        var raised = (entry.Capability.RateLimitCallsPerMinute ?? 0) / documented[0].RequestsPerMinute;
        return raised > 1 ? limit with { RequestsPerMinute = limit.RequestsPerMinute * raised } : limit;
    }

    /// <summary>The registry's number is about the first group; the others shrink with it as they grow with it.</summary>
    private static int? CapOf(PlatformEntry entry, RateLimit limit)
    {
        var documented = entry.Descriptor.RateLimits;
        var own = documented.First(one => one.Group == limit.Group).RequestsPerMinute;
        return entry.Capability.RateLimitCallsPerMinute is { } cap ? (int)Math.Ceiling(cap * own / documented[0].RequestsPerMinute) : null;
    }

    private void ThrowIfLearntBlocked(BucketKey key, string platform)
    {
        var account = key with { EvenIfInvalid = false };
        if (!learnt.TryGetValue(account, out var until))
        {
            return;
        }

        if (until - clock.GetUtcNow() is { Ticks: > 0 } left)
        {
            throw Refusal(new Blocked(left), platform);
        }

        learnt.TryRemove(KeyValuePair.Create(account, until));
    }

    private IBucketStore StoreFor(PlatformConnection connection) => connection.CredentialId is null ? unsaved : saved;

    private static BucketKey KeyFor(PlatformConnection connection, string group) =>
        new(connection.CredentialId ?? Fingerprint(connection), group, connection.EvenIfInvalid);

    private static Guid Fingerprint(PlatformConnection connection)
    {
        var account = string.Join('\n', [connection.BaseUrl.AbsoluteUri, .. connection.Secret.Values.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(account)).AsSpan(0, 16));
    }

    private static PlatformException Refusal(Admission admission, string platform) => admission switch
    {
        Blocked blocked => Wait($"{platform} asked to wait.", blocked.RetryAfter),
        Crowded crowded => Wait($"Other requests to {platform} are in front.", crowded.RetryAfter),
        QuotaUsed used => new PlatformException(
            FailureClass.RateLimited, $"Today's requests to {platform} are used up; it goes on after midnight UTC.", PlatformFault.DailyQuotaUsed, used.RetryAfter),
        Locked locked => new PlatformException(
            FailureClass.AuthExpired, locked.Reason ?? $"{platform} no longer accepts this credential, or it was deleted. An administrator has to replace it."),
        _ => throw new ArgumentOutOfRangeException(nameof(admission)),
    };

    private static PlatformException Wait(string reason, TimeSpan retryAfter) =>
        new(FailureClass.RateLimited, reason, retryAfter: retryAfter < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : retryAfter);
}
