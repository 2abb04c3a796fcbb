using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>A folder that holds <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c> of one major version.</summary>
internal sealed partial record PostgresBinaries(string Directory, int MajorVersion)
{
    /// <summary>Names a folder to look at first; <c>./run</c> sets it to what it found or fetched.</summary>
    public const string DirectoryVariable = "CALLIMPORT_POSTGRES_BIN";

    private const int OldestMajorVersion = 15;

    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    /// <param name="clusterVersion">the major version that made the data, or null for a new cluster</param>
    public static PostgresBinaries Find(int? clusterVersion)
    {
        var found = Candidates().Where(IsComplete).Select(Describe).OfType<PostgresBinaries>()
            .Where(binaries => binaries.MajorVersion >= OldestMajorVersion).ToList();
        return found.FirstOrDefault(binaries => clusterVersion is null || binaries.MajorVersion == clusterVersion)
            ?? throw new EmbeddedPostgresException(clusterVersion is null || found.Count == 0
                ? "No PostgreSQL 15 or later was found. Install it (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) or set ConnectionStrings:CallImport."
                : $"The embedded database was made by PostgreSQL {clusterVersion}, but only {string.Join(", ", found.Select(binaries => binaries.MajorVersion))} is installed. Install PostgreSQL {clusterVersion}, or move the folder .data/postgres away to begin anew.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } given)
        {
            yield return given;
        }

        foreach (var entry in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return entry;
        }

        string[] roots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
        var versions = roots.Where(System.IO.Directory.Exists)
            .SelectMany(root => System.IO.Directory.EnumerateDirectories(root, root.EndsWith("opt", StringComparison.Ordinal) ? "postgresql*" : "*"))
            .OrderByDescending(folder => folder, StringComparer.Ordinal);
        foreach (var version in versions)
        {
            yield return Path.Combine(version, "bin");
        }
    }

    private static bool IsComplete(string directory) =>
        Programs.All(program => File.Exists(Path.Combine(directory, program)));

    private static PostgresBinaries? Describe(string directory)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(directory, "postgres"), ["--version"]) { RedirectStandardOutput = true });
        var version = Version().Match(process?.StandardOutput.ReadToEnd() ?? string.Empty);
        return version.Success ? new PostgresBinaries(directory, int.Parse(version.ValueSpan, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"(?<=\) )\d+")]
    private static partial Regex Version();
}
