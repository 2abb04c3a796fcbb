namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>Where the buckets are: in the database for saved credentials, in memory while one is checked before it is saved.</summary>
internal interface IBucketStore
{
    /// <summary>Takes a turn, or says why there is none.</summary>
    Task<Admission> AdmitAsync(BucketKey key, Pace pace, CancellationToken cancellationToken);

    /// <summary>Looks again right before a request that had to wait is sent.</summary>
    /// <returns>null when it may go</returns>
    Task<Admission?> RecheckAsync(BucketKey key, CancellationToken cancellationToken);

    /// <param name="slowDown">True after a 429: the requests that follow keep a longer distance for a while.</param>
    Task BlockAsync(BucketKey key, TimeSpan duration, bool slowDown, CancellationToken cancellationToken);
}

/// <param name="Account">The credential's id, or a fingerprint of one that is not saved.</param>
/// <param name="EvenIfInvalid">A person asked to check again a credential that is marked invalid.</param>
internal sealed record BucketKey(Guid Account, string Group, bool EvenIfInvalid = false);
