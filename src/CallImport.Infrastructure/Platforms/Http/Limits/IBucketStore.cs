namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>Where the buckets are: in the database for saved credentials, in memory while one is checked before it is saved.</summary>
internal interface IBucketStore
{
    /// <summary>Takes one turn that all of the buckets allow, or none and says why.</summary>
    Task<Admission> AdmitAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken);

    /// <summary>Looks again right before a request that had to wait is sent.</summary>
    /// <returns>null when it may go</returns>
    Task<Admission?> RecheckAsync(BucketAccount account, IReadOnlyList<PacedGroup> groups, CancellationToken cancellationToken);

    /// <param name="slowDown">True after a 429: the requests that follow keep a longer distance for a while.</param>
    Task BlockAsync(BucketAccount account, string group, TimeSpan duration, bool slowDown, CancellationToken cancellationToken);
}

/// <param name="Id">The credential's id, or a fingerprint of one that is not saved.</param>
/// <param name="EvenIfInvalid">A person asked to check again a credential that is marked invalid.</param>
/// <param name="SecretVersion">Which of the credential's secrets the request carries; null when it carries none that could be outdated.</param>
internal sealed record BucketAccount(Guid Id, bool EvenIfInvalid = false, string? SecretVersion = null);

internal sealed record PacedGroup(string Group, Pace Pace);
