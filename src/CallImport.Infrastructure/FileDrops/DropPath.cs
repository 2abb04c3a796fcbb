namespace CallImport.Infrastructure.FileDrops;

/// <summary>Makes a path of what somebody else calls a file, or nothing.</summary>
internal static class DropPath
{
    private const int Longest = 240;
    private const int LongestPart = 200;

    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".mp3", ".m4a", ".mp4", ".ogg", ".opus", ".flac", ".aac", ".webm", ".wma", ".amr", ".aiff", ".csv", ".vtt", DropFiles.Archive,
    };

    /// <returns>The path with slashes; null when it would lead out, is hidden, or is of no kind that belongs into a drop.</returns>
    public static string? Clean(string path)
    {
        var parts = path.Replace('\\', '/').Split('/');
        return path.Length <= Longest && parts.All(IsPlain) && Taken.Contains(Path.GetExtension(parts[^1])) ? string.Join('/', parts) : null;
    }

    private static bool IsPlain(string part) =>
        part.Length is > 0 and <= LongestPart && part[0] != '.' && part[^1] is not (' ' or '.') && !part.Any(letter => char.IsControl(letter) || letter is ':' or '*' or '?' or '"' or '<' or '>' or '|');
}
