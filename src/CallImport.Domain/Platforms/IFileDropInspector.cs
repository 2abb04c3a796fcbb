namespace CallImport.Domain.Platforms;

/// <summary>What a platform adds to its adapter whose recordings are handed over as files: how well files and list fit together, before anything is imported.</summary>
public interface IFileDropInspector
{
    /// <exception cref="PlatformException">The drop cannot be read; its reason says why and what to do.</exception>
    Task<FileDropReport> InspectAsync(PlatformConnection connection, CancellationToken cancellationToken);
}

/// <summary>What lies in a drop. Counts are of the whole drop, examples at most <see cref="MostExamples"/> of each kind.</summary>
public sealed record FileDropReport
{
    public const int MostExamples = 10;

    /// <summary>Recordings whose row of the list was found.</summary>
    public required DroppedFiles Matched { get; init; }

    /// <summary>Recordings that no row speaks of; they are imported with what their names say.</summary>
    public required DroppedFiles WithoutRow { get; init; }

    /// <summary>Rows that speak of a recording that is not there.</summary>
    public required DroppedFiles RowsWithoutFile { get; init; }

    /// <summary>Files that cannot be imported: empty, too short to hold a conversation, or with a name that is too long.</summary>
    public required DroppedFiles Unusable { get; init; }

    /// <summary>What is odd, each with what to do, for the person who made the list.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}

/// <param name="Examples">Names of files, or of rows by line.</param>
public sealed record DroppedFiles(int Count, IReadOnlyList<string> Examples);
