namespace CallImport.Infrastructure.Storage;

/// <summary>Writes a staged file at explicit offsets, without a buffer of its own.</summary>
internal sealed class FileSystemRecordingWriter(string path) : StagedRecordingWriter
{
    private readonly FileStream stream = Open(path);
    private long length;
    private bool isComplete;

    public override long Length => length;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Guarded(() => RandomAccess.Write(stream.SafeFileHandle, bytes.Span, length));
        length += bytes.Length;
        return ValueTask.CompletedTask;
    }

    public override ValueTask RestartAsync(CancellationToken cancellationToken)
    {
        Guarded(() => RandomAccess.SetLength(stream.SafeFileHandle, 0));
        length = 0;
        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (!FileSystemSync.IsAvailable)
        {
            Guarded(() => RandomAccess.FlushToDisk(stream.SafeFileHandle));
        }

        isComplete = true;
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        stream.Dispose();
        if (!isComplete)
        {
            Guarded(() => File.Delete(path));
        }

        return ValueTask.CompletedTask;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return Create(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // A new file, not a truncated one: a worker that lost its lease may still hold the old one open.
            File.Delete(path);
            return Create(path);
        }
    }

    private static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.Delete,
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    private static void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (StorageFault.IsOne(fault))
        {
            throw StorageFault.Of(fault);
        }
    }
}
