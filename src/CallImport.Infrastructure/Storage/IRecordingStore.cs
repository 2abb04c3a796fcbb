namespace CallImport.Infrastructure.Storage;

/// <summary>
/// Where recordings lie: one object per key. Keys are relative paths of lower-case hex, digits, dots and slashes made by us, never
/// from what a platform sent. Faults of the medium are <see cref="Domain.Imports.CallFaultException"/> of class storage.
/// </summary>
public interface IRecordingStore
{
    /// <summary>Begins an object in the staging area; nobody sees it before <see cref="SealAsync"/>. An older one of the same key is replaced.</summary>
    Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken);

    /// <summary>Moves a staged object to its final key: it is there whole or not at all.</summary>
    Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Makes everything that was staged and sealed before this call survive a loss of power. Once for many objects: what it costs does not grow with
    /// their number. Stores that promise this with every object have nothing to do.
    /// </summary>
    Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>bytes of an object, staged or sealed; null when there is none</returns>
    Task<long?> LengthAsync(string key, CancellationToken cancellationToken);

    /// <summary>A seekable stream over an object, staged or sealed.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes an object, staged or sealed; one that is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <param name="staged">Those in the staging area, begun ones included; else those in their final place. In no order.</param>
    IAsyncEnumerable<StoredObject> ListAsync(bool staged, CancellationToken cancellationToken);

    /// <summary>Writes, reads back and removes a small object.</summary>
    /// <exception cref="Domain.Imports.CallFaultException">The store cannot be used; the reason says why.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}

/// <param name="IsStaged">In the staging area.</param>
public sealed record StoredObject(string Key, long Bytes, DateTimeOffset ModifiedAt, bool IsStaged);

/// <summary>Takes the bytes of a recording in order. Disposing without <see cref="CompleteAsync"/> removes what was written.</summary>
public abstract class StagedRecordingWriter : IAsyncDisposable
{
    /// <summary>Bytes written so far.</summary>
    public abstract long Length { get; }

    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Forgets everything written, to begin again.</summary>
    public abstract ValueTask RestartAsync(CancellationToken cancellationToken);

    /// <summary>Says that these were all bytes. They survive a loss of power after <see cref="IRecordingStore.SettleAsync"/>.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}

public static class RecordingRemoval
{
    /// <summary>Removes what can be removed. What cannot is left to the janitor: the rows that pointed there are gone already.</summary>
    public static async Task DeleteAllAsync(this IRecordingStore store, IEnumerable<string?> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys.OfType<string>())
        {
            try
            {
                await store.DeleteAsync(key, cancellationToken);
            }
            catch (Domain.Imports.CallFaultException)
            {
                return;
            }
        }
    }
}
