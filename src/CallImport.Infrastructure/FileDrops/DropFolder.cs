using System.Globalization;

namespace CallImport.Infrastructure.FileDrops;

/// <summary>A drop on disk. Links are not followed, anywhere in it: who may put files here must not read others by them.</summary>
/// <param name="Root">Absolute.</param>
public sealed record DropFolder(string Name, string Root) : IDrop
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        IgnoreInaccessible = false,
        MaxRecursionDepth = 16,
    };

    public Task<IReadOnlyList<DroppedFile>> ListAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<DroppedFile>>(
        () => [.. new DirectoryInfo(Root).EnumerateFiles("*", Everything).Select(Describe)], cancellationToken);

    public Task<DroppedFile?> FindAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => Find(path) is { } file ? Describe(file) : null, cancellationToken);

    /// <summary>Looked for once more: what was a file may be a link by now.</summary>
    public Task<Stream?> OpenAsync(DroppedFile file, CancellationToken cancellationToken) => Task.Run<Stream?>(
        () => Find(file.Path) is { } found
            ? new FileStream(found.FullName, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan })
            : null,
        cancellationToken);

    private DroppedFile Describe(FileInfo file) => new(
        Path.GetRelativePath(Root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'),
        file.Length,
        file.LastWriteTimeUtc,
        string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}"));

    private FileInfo? Find(string relative)
    {
        var parts = relative.Split('/');
        if (parts.Any(part => part.Length == 0 || part[0] == '.' || part.Contains('\0', StringComparison.Ordinal) || part.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            return null;
        }

        var path = Root;
        foreach (var folder in parts[..^1])
        {
            path = Path.Combine(path, folder);
            if (new DirectoryInfo(path) is not { Exists: true } known || known.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return null;
            }
        }

        return new FileInfo(Path.Combine(path, parts[^1])) is { Exists: true } file && !file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? file : null;
    }
}
