namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>
/// One bucket or container, and the little of it that recordings need. A key holds a whole object or none. Faults are
/// <see cref="Domain.Imports.CallFaultException"/> of class storage.
/// </summary>
internal interface IBucket
{
    /// <summary>Makes the bucket if there is none.</summary>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <param name="bytes">Seekable: they are sent more than once when a try fails.</param>
    Task PutAsync(string key, MemoryStream bytes, CancellationToken cancellationToken);

    /// <summary>An object that comes in parts.</summary>
    Task<IBucketUpload> BeginAsync(string key, CancellationToken cancellationToken);

    /// <summary>Inside the store; nothing of it passes through this process. When it returns the copy is whole.</summary>
    Task CopyAsync(string from, string to, CancellationToken cancellationToken);

    /// <returns>bytes; null when there is no such object</returns>
    Task<long?> LengthAsync(string key, CancellationToken cancellationToken);

    /// <returns>the bytes from <paramref name="offset"/> to the end</returns>
    Task<Stream> ReadAsync(string key, long offset, CancellationToken cancellationToken);

    /// <summary>One that is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Takes away what was begun at a key and never completed.</summary>
    Task AbandonAsync(string key, CancellationToken cancellationToken);

    /// <param name="staged">Those in the staging area, with what was begun there and not completed; else all others.</param>
    IAsyncEnumerable<StoredObject> ListAsync(bool staged, CancellationToken cancellationToken);
}

/// <summary>Parts in order, none of them visible before the last step.</summary>
internal interface IBucketUpload
{
    Task AddAsync(MemoryStream part, CancellationToken cancellationToken);

    Task CompleteAsync(CancellationToken cancellationToken);

    Task AbortAsync(CancellationToken cancellationToken);
}
