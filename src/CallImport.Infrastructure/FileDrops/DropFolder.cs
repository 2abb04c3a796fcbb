namespace CallImport.Infrastructure.FileDrops;

/// <summary>A drop on disk. Links are not followed, anywhere in it: who may put files here must not read others by them.</summary>
/// <param name="Root">Absolute.</param>
public sealed record DropFolder(string Name, string Root)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        IgnoreInaccessible = false,
        MaxRecursionDepth = 16,
    };

    /// <summary>All files, in no order. Names that begin with a dot are not part of a drop.</summary>
    public IEnumerable<DroppedFile> Files() => new DirectoryInfo(Root).EnumerateFiles("*", Everything).Select(file =>
        new DroppedFile(Path.GetRelativePath(Root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length, file.LastWriteTimeUtc));

    /// <param name="relative">As in <see cref="DroppedFile.Path"/>.</param>
    /// <returns>null when there is no such file in here</returns>
    public FileInfo? Find(string relative)
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

/// <param name="Path">From the drop's own folder, with slashes.</param>
public sealed record DroppedFile(string Path, long Bytes, DateTimeOffset ModifiedAt);
