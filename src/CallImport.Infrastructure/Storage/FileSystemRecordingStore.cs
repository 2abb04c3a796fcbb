using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Storage;

/// <summary>
/// Recordings as files of one folder, which several nodes may share. Staged files lie below the same root, so that sealing is a rename: whole
/// or not at all. Only this process's user can read them.
/// </summary>
internal sealed class FileSystemRecordingStore(IOptions<StorageOptions> options) : IRecordingStore
{
    /// <summary>With less no recording fits, and the database on the same disk is about to stop.</summary>
    private const long LeastFreeBytes = 1 << 20;

    private readonly StorageRoot root = new(options.Value.FileSystem.Root);
    private readonly FileSystemSync sync = new(Path.GetFullPath(options.Value.FileSystem.Root));

    public Task<StagedRecordingWriter> StageAsync(string stagingKey, CancellationToken cancellationToken) => Guarded<StagedRecordingWriter>(() =>
    {
        root.Demand();
        var path = PathOf(stagingKey);
        MakeFolderOf(path);
        sync.Watch();
        return new FileSystemRecordingWriter(path);
    });

    public Task SealAsync(string stagingKey, string key, CancellationToken cancellationToken) => Guarded(() =>
    {
        root.Demand();
        var path = PathOf(key);
        MakeFolderOf(path);
        File.Move(PathOf(stagingKey), path, overwrite: true);
        return true;
    });

    public Task SettleAsync(CancellationToken cancellationToken) => sync.RunAsync();

    public Task<long?> LengthAsync(string key, CancellationToken cancellationToken) => Guarded<long?>(() =>
        new FileInfo(PathOf(key)) is { Exists: true } file ? file.Length : null);

    public Task<Stream> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(PathOf(key), new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new FileNotFoundException("There is no such recording.", missing);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Guarded(() =>
    {
        var path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return true;
    });

    public async IAsyncEnumerable<StoredObject> ListAsync(bool staged, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root.Path))
        {
            yield break;
        }

        foreach (var folder in await Guarded(() => Directory.GetDirectories(root.Path)))
        {
            if (RecordingKeys.IsStaging($"{Path.GetFileName(folder)}/") != staged)
            {
                continue;
            }

            // A workspace may have a million files: they are looked at one by one as the folder gives them out.
            using var files = await Guarded(() => new DirectoryInfo(folder).EnumerateFiles().GetEnumerator());
            while (await Guarded(files.MoveNext))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var file = files.Current;
                var key = $"{Path.GetFileName(folder)}/{file.Name}";
                if (RecordingKeys.IsOurs(key) && SizeOf(file) is { } bytes)
                {
                    yield return new StoredObject(key, bytes, file.LastWriteTimeUtc, staged);
                }
            }
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var key = $"{RecordingKeys.StagingPrefix}probe-{Guid.NewGuid():N}";
        await using var writer = await StageAsync(key, cancellationToken);
        await writer.WriteAsync(new byte[64 * 1024], cancellationToken);
        if (await Guarded(() => new DriveInfo(root.Path).AvailableFreeSpace) < LeastFreeBytes)
        {
            throw StorageFault.Full();
        }
    }

    /// <returns>null when the file has gone since the folder was read</returns>
    private static long? SizeOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static void MakeFolderOf(string path) =>
        StorageRoot.MakeFolder(Path.GetDirectoryName(path)!); // Every path has a folder above it: the root at least.

    private static Task<T> Guarded<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception fault) when (StorageFault.IsOne(fault))
        {
            return Task.FromException<T>(StorageFault.Of(fault));
        }
    }

    private string PathOf(string key) => Path.Combine(root.Path, RecordingKeys.Checked(key));
}
