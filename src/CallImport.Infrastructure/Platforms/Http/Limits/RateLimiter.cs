using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Credentials;
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

    /// <summary>A turn that came so much later than it was given for may meet the next ones at the vendor: it is left unused.</summary>
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(1);

    /// <summary>In place of a limit group: hosts of recordings, which are not the vendor's API.</summary>
    private const string Recordings = "recordings";

    /// <summary>As long as requests are under way anyway: a look for each of hundreds of downloads a second would cost more than the block is worth.</summary>
    private static readonly TimeSpan StaysFree = TimeSpan.FromMilliseconds(100);

    /// <summary>When the database last said that an account's recordings may be fetched, as a local monotonic moment.</summary>
    private readonly ConcurrentDictionary<Guid, long> foundFree = new();

    /// <summary>Blocks this node has just learnt of: they hold for its queued requests before the database knows, and while it is away.</summary>
    private readonly ConcurrentDictionary<(Guid Account, string Group), DateTimeOffset> learnt = new();

    internal RateLimiter(PlatformRegistry registry, DatabaseBuckets saved, MemoryBuckets unsaved, TimeProvider clock) =>
        (this.registry, this.saved, this.unsaved, this.clock) = (registry, saved, unsaved, clock);

    /// <summary>Waits up to 2 s for a turn.</summary>
    /// <exception cref="PlatformException">
    /// RateLimited with the time to wait when there is no turn soon, with <see cref="PlatformFault.DailyQuotaUsed"/> when there is none today;
    /// with <see cref="PlatformFault.TokenEnded"/> when the connection's token has ended while it waited; AuthExpired when the credential is marked
    /// invalid or deleted.
    /// </exception>
    public async Task AdmitAsync(PlatformConnection connection, string? group, CancellationToken cancellationToken)
    {
        var entry = await registry.FindAsync(connection.Platform, cancellationToken)
            ?? throw new PlatformException(FailureClass.Permanent, $"The platform '{connection.Platform}' is not known.");
        var name = entry.Descriptor.DisplayName;
        var groups = PlatformLimits.PacesOf(entry, group) ?? throw new PlatformException(
            FailureClass.RateLimited, $"Requests to {name} are switched off by the operator.", retryAfter: TimeSpan.FromMinutes(1));
        var account = AccountOf(connection);
        TimeSpan late;
        do
        {
            ThrowIfLearntBlocked(account.Id, groups.Select(paced => paced.Group), name);
            late = await TakeTurnAsync(StoreFor(connection), account, groups, name, cancellationToken);
            ThrowIfLearntBlocked(account.Id, groups.Select(paced => paced.Group), name);
        }
        while (late > Missed);
    }

    /// <returns>how long after its turn it woke up</returns>
    private async Task<TimeSpan> TakeTurnAsync(
        IBucketStore store, BucketAccount account, IReadOnlyList<PacedGroup> groups, string platform, CancellationToken cancellationToken)
    {
        var answer = await store.AdmitAsync(account, groups, cancellationToken);
        if (answer is not Admitted admitted)
        {
            throw Refusal(answer, platform);
        }

        if (admitted.Wait == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var began = clock.GetTimestamp();
        await Task.Delay(admitted.Wait, clock, cancellationToken);
        var late = clock.GetElapsedTime(began) - admitted.Wait;
        return await store.RecheckAsync(account, groups, cancellationToken) is { } changed ? throw Refusal(changed, platform) : late;
    }

    /// <summary>
    /// Keeps all requests of the group back, on every node and across restarts; those of a wider limit of the vendor as well, because it does not say which
    /// of the two was reached.
    /// </summary>
    public async Task BlockAsync(PlatformConnection connection, string? group, TimeSpan duration, bool slowDown)
    {
        if (await registry.FindAsync(connection.Platform, CancellationToken.None) is not { } entry)
        {
            return;
        }

        var account = AccountOf(connection);
        foreach (var limit in PlatformLimits.OfVendor(entry, group))
        {
            await BlockAsync(StoreFor(connection), account, limit.Group, duration, slowDown);
        }
    }

    /// <exception cref="PlatformException">RateLimited while the host of the account's recordings is to be left alone.</exception>
    public async Task AdmitRecordingAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        const string Host = "The source's media host";
        ThrowIfLearntBlocked(credentialId, [Recordings], Host);
        if (foundFree.TryGetValue(credentialId, out var at) && clock.GetElapsedTime(at) < StaysFree)
        {
            return;
        }

        if (await saved.BlockedForAsync(credentialId, Recordings, cancellationToken) is { Ticks: > 0 } left)
        {
            throw Refusal(new Blocked(left), Host);
        }

        foundFree[credentialId] = clock.GetTimestamp();
    }

    /// <summary>Keeps all downloads of the account's recordings back, on every node and across restarts.</summary>
    public Task BlockRecordingsAsync(Guid credentialId, TimeSpan duration) =>
        BlockAsync(saved, new BucketAccount(credentialId), Recordings, duration, slowDown: false);

    /// <summary>What a credential used while it was tried counts for it once it is saved: the source saw those requests, too.</summary>
    internal async Task ContinueAsync(PlatformConnection tried, Guid credentialId, CancellationToken cancellationToken)
    {
        if (unsaved.Used(AccountOf(tried).Id) is { Count: > 0 } used)
        {
            await saved.ContinueAsync(credentialId, used, cancellationToken);
        }
    }

    private async Task BlockAsync(IBucketStore store, BucketAccount account, string group, TimeSpan duration, bool slowDown)
    {
        var until = clock.GetUtcNow() + duration;
        learnt.AddOrUpdate((account.Id, group), until, (_, known) => known > until ? known : until);

        // Also when the caller is being cancelled: the next request must know.
        await store.BlockAsync(account, group, duration, slowDown, CancellationToken.None);
    }

    private void ThrowIfLearntBlocked(Guid account, IEnumerable<string> groups, string host)
    {
        foreach (var key in groups.Select(group => (account, group)))
        {
            if (!learnt.TryGetValue(key, out var until))
            {
                continue;
            }

            if (until - clock.GetUtcNow() is { Ticks: > 0 } left)
            {
                throw Refusal(new Blocked(left), host);
            }

            learnt.TryRemove(KeyValuePair.Create(key, until));
        }
    }

    private IBucketStore StoreFor(PlatformConnection connection) => connection.CredentialId is null ? unsaved : saved;

    private static BucketAccount AccountOf(PlatformConnection connection) => new(
        connection.CredentialId ?? Fingerprint(connection), connection.EvenIfInvalid, connection.SecretVersion);

    /// <summary>Of what was typed in: the tokens that come with it, and the host that gives them out, are the same account's.</summary>
    private static Guid Fingerprint(PlatformConnection connection)
    {
        var values = connection.Secret.Values;
        var typed = values.Where(pair => pair.Key is not (TokenFields.AccessToken or TokenFields.RefreshToken)).ToDictionary();
        var account = string.Join('\n', [connection.Platform, .. (typed.Count > 0 ? typed : values).OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(account)).AsSpan(0, 16));
    }

    private static PlatformException Refusal(Admission admission, string platform) => admission switch
    {
        Blocked blocked => Wait($"{platform} asked to wait.", blocked.RetryAfter),
        Crowded crowded => Wait($"Other requests to {platform} are in front.", crowded.RetryAfter),
        QuotaUsed used => new PlatformException(
            FailureClass.RateLimited, $"Today's requests to {platform} are used up; it goes on after midnight UTC.", PlatformFault.DailyQuotaUsed, used.RetryAfter),
        Outdated => new PlatformException(
            FailureClass.RateLimited, $"The access to {platform} is being renewed.", PlatformFault.TokenEnded, TimeSpan.FromSeconds(1)),
        Locked locked => new PlatformException(
            FailureClass.AuthExpired, locked.Reason ?? $"{platform} no longer accepts this credential, or it was deleted. An administrator has to replace it."),
        _ => throw new ArgumentOutOfRangeException(nameof(admission)),
    };

    private static PlatformException Wait(string reason, TimeSpan retryAfter) =>
        new(FailureClass.RateLimited, reason, retryAfter: retryAfter < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : retryAfter);
}
