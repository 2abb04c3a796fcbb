using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.FileDrops;

/// <summary>The only way from a drop's name to a folder: what somebody types never becomes more of a path than one name below their own workspace's folder.</summary>
public sealed class FileDropPlaces(IOptions<FileDropOptions> options)
{
    public const int LongestName = 64;

    /// <summary>For everybody who names none.</summary>
    public const string DefaultName = "default";

    /// <summary>Files on their way lie here; nothing in it is part of a drop.</summary>
    internal const string Incoming = ".incoming";

    /// <returns>Why a name cannot be one of a drop, for the person who typed it; null when it can.</returns>
    public static string? MistakeIn(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsAllowed) && !name.EndsWith('.') && !name.EndsWith(' ')
            ? null
            : "The name of a drop folder has up to 64 letters, digits, blanks, dots, hyphens and underscores, and begins with a letter or digit. It is no path.";

    /// <summary>Whether workspaces may put files somewhere.</summary>
    public bool IsWritable => Directory.Exists(options.Value.Root);

    /// <summary>Whether the operator has set up a place for files, be it there at the moment or not.</summary>
    public bool IsConfigured => options.Value.Root.Length > 0 || options.Value.SampleRoot.Length > 0;

    /// <summary>False while the operator has set up no place for files, or it is away.</summary>
    public bool IsReady => Directory.Exists(options.Value.Root) || Directory.Exists(options.Value.SampleRoot);

    /// <returns>null when the workspace has no such drop</returns>
    public DropFolder? Find(Guid workspaceId, string name)
    {
        if (MistakeIn(name) is not null)
        {
            return null;
        }

        string?[] places = [OwnPath(workspaceId, name), options.Value.SampleRoot.Length > 0 ? Path.Combine(options.Value.SampleRoot, name) : null];
        return places.OfType<string>().Select(path => new DirectoryInfo(path))
            .FirstOrDefault(folder => folder.Exists && !folder.Attributes.HasFlag(FileAttributes.ReparsePoint)) is { } found
                ? new DropFolder(name, Path.GetFullPath(found.FullName))
                : null;
    }

    /// <summary>Drops that everybody may read.</summary>
    public IReadOnlyList<string> ListSamples() => Directory.Exists(options.Value.SampleRoot)
        ? [.. new DirectoryInfo(options.Value.SampleRoot).EnumerateDirectories().Select(folder => folder.Name).Where(name => MistakeIn(name) is null).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>For writing.</summary>
    /// <returns>null when the name is unusable or there is no place for files</returns>
    internal DropFolder? Make(Guid workspaceId, string name) => MistakeIn(name) is null && IsWritable && OwnPath(workspaceId, name) is { } path
        ? new DropFolder(name, Path.GetFullPath(Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName))
        : null;

    private string? OwnPath(Guid workspaceId, string name) => options.Value.Root.Length > 0 ? Path.Combine(options.Value.Root, $"{workspaceId:N}", name) : null;

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '.' or '-' or '_';
}
