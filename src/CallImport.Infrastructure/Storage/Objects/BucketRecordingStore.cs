using System.Runtime.CompilerServices;

namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>
/// Recordings as objects of a bucket. An object store has no rename: sealing is a copy inside the store, after which the staged object is removed. What a
/// crash or an outage leaves between the two is found by the cleaning.
/// </summary>
/// <param name="mostBytes">Of one recording.</param>
internal sealed class BucketRecordingStore(IBucket bucket, long mostBytes, TimeProvider clock) : IRecordingStore
{
    private readonly int partBytes = BucketRecordingWriter.PartBytesFor(mostBytes);
    private volatile bool isKnown;

    public async Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken)
    {
        await DemandAsync(cancellationToken);
        return new BucketRecordingWriter(bucket, RecordingKeys.Checked(stagingKey), partBytes);
    }

    public async Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken)
    {
        await bucket.CopyAsync(RecordingKeys.Checked(stagingKey), RecordingKeys.Checked(key), cancellationToken);
        await this.DeleteAllAsync([stagingKey], cancellationToken);
    }

    public Task<long?> LengthAsync(string key, CancellationToken cancellationToken) => bucket.LengthAsync(RecordingKeys.Checked(key), cancellationToken);

    public async Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken) =>
        await LengthAsync(key, cancellationToken) is { } length
            ? new BucketReadStream(bucket, key, length, clock)
            : throw new FileNotFoundException("There is no such recording.");

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        await bucket.DeleteAsync(RecordingKeys.Checked(key), cancellationToken);
        if (RecordingKeys.IsStaging(key))
        {
            await bucket.AbandonAsync(key, cancellationToken);
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(bool staged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await DemandAsync(cancellationToken);
        await foreach (var stored in bucket.ListAsync(staged, cancellationToken))
        {
            if (RecordingKeys.IsOurs(stored.Key) && RecordingKeys.IsStaging(stored.Key) == staged)
            {
                yield return stored;
            }
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await DemandAsync(cancellationToken);
        var key = $"{RecordingKeys.StagingPrefix}probe-{Guid.NewGuid():N}";
        await bucket.PutAsync(key, new MemoryStream(new byte[1024]), cancellationToken);
        await using (var read = await OpenReadAsync(key, cancellationToken))
        {
            await read.CopyToAsync(Stream.Null, cancellationToken);
        }

        await bucket.DeleteAsync(key, cancellationToken);
    }

    /// <summary>The bucket is made once, at the first use of this process. One that vanishes later is not: an operator has to know of it.</summary>
    private async Task DemandAsync(CancellationToken cancellationToken)
    {
        if (!isKnown)
        {
            await bucket.EnsureAsync(cancellationToken);
            isKnown = true;
        }
    }
}
