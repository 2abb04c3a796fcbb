using CallImport.Infrastructure.Storage;

namespace CallImport.Infrastructure.Transcription;

/// <summary>A recording as a file that another program can read: the stored one where it is a file, else a copy that goes away afterwards.</summary>
internal sealed class RecordingFile : IAsyncDisposable
{
    private readonly bool isCopy;

    private RecordingFile(string path, bool isCopy) => (Path, this.isCopy) = (path, isCopy);

    public string Path { get; }

    public static async Task<RecordingFile> OfAsync(Stream recording, CancellationToken cancellationToken)
    {
        if (recording is FileStream stored)
        {
            return new RecordingFile(stored.Name, isCopy: false);
        }

        var copy = new RecordingFile(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"callimport-{Guid.NewGuid():N}"), isCopy: true);
        try
        {
            await using var file = new FileStream(copy.Path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
                UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            await recording.CopyToAsync(file, cancellationToken);
            return copy;
        }
        catch (Exception fault)
        {
            await copy.DisposeAsync();
            if (StorageFault.IsOne(fault))
            {
                throw StorageFault.Of(fault);
            }

            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (isCopy)
        {
            File.Delete(Path);
        }

        return ValueTask.CompletedTask;
    }
}
