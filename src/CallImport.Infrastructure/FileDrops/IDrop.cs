namespace CallImport.Infrastructure.FileDrops;

/// <summary>A place where files that belong together are handed over.</summary>
public interface IDrop
{
    /// <summary>First part of the ids of what lies in it; tells the drops of a workspace apart.</summary>
    string Name { get; }

    /// <summary>All files, in no order. Names that begin with a dot are not part of a drop.</summary>
    Task<IReadOnlyList<DroppedFile>> ListAsync(CancellationToken cancellationToken);

    /// <param name="path">As in <see cref="DroppedFile.Path"/>.</param>
    /// <returns>null when there is no such file in here</returns>
    Task<DroppedFile?> FindAsync(string path, CancellationToken cancellationToken);

    /// <summary>The whole of a file, as it is read; nothing of it is held back in memory.</summary>
    /// <returns>null when it is not in here any more</returns>
    Task<Stream?> OpenAsync(DroppedFile file, CancellationToken cancellationToken);
}

/// <param name="Path">From the drop's own root, with slashes.</param>
/// <param name="Version">Changes with the content.</param>
public sealed record DroppedFile(string Path, long Bytes, DateTimeOffset ModifiedAt, string Version);
