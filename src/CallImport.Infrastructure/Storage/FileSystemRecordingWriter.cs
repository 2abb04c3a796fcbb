using Microsoft.Win32.SafeHandles;

namespace CallImport.Infrastructure.Storage;

/// <summary>Writes a staged file at explicit offsets, without a buffer of its own.</summary>
internal sealed class FileSystemRecordingWriter(string path) : StagedRecordingWriter
{
    private readonly SafeFileHandle file = Open(path);
    private long length;
    private bool isComplete;

    public override long Length => length;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Guarded(() => RandomAccess.Write(file, bytes.Span, length));
        length += bytes.Length;
        return ValueTask.CompletedTask;
    }

    public override ValueTask RestartAsync(CancellationToken cancellationToken)
    {
        Guarded(() => RandomAccess.SetLength(file, 0));
        length = 0;
        return ValueTask.CompletedTask;
    }

    public override ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (!FileSystemSync.IsAvailable)
        {
            Guarded(() => RandomAccess.FlushToDisk(file));
        }

        isComplete = true;
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        file.Dispose();
        if (!isComplete)
        {
            Guarded(() => File.Delete(path));
        }

        return ValueTask.CompletedTask;
    }

    private static SafeFileHandle Open(string path)
    {
        // A new file, not a truncated one: a worker that lost its lease may still hold the old one open.
        File.Delete(path);
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

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
