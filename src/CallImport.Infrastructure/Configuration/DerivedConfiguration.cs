using Microsoft.Extensions.Configuration;

namespace CallImport.Infrastructure.Configuration;

/// <summary>Values that follow from others: secrets from files (<c>A:BFile</c> holds the path of what <c>A:B</c> is) and lists written in one line.</summary>
public static class DerivedConfiguration
{
    private const string FileSuffix = "File";

    /// <summary>Variables of other programs end in "File" too; only these sections are looked at.</summary>
    private static readonly string[] Sections =
    [
        "App", "ConnectionStrings", "Database", "Sandbox", "Storage", "KeyRing", "Platforms", "Transcription", "Insights", "Kestrel",
    ];

    private static readonly string[] Lists = ["App:KnownProxies", "Outbound:Allow"];

    /// <returns>the mistakes in it</returns>
    public static IReadOnlyList<string> AddDerived(this IConfigurationManager configuration)
    {
        var mistakes = new List<string>();
        var derived = new Dictionary<string, string?>();
        foreach (var (key, path) in configuration.AsEnumerable().Where(entry => IsSecretFile(entry.Key) && !string.IsNullOrEmpty(entry.Value)).ToList())
        {
            ReadSecret(configuration, key, path!, derived, mistakes); // not empty: see the line above
        }

        foreach (var list in Lists.Where(list => configuration[list] is { Length: > 0 }))
        {
            var entries = configuration[list]!.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries); // not empty: see above
            for (var index = 0; index < entries.Length; index++)
            {
                derived[$"{list}:{index}"] = entries[index];
            }
        }

        ((IConfigurationBuilder)configuration).AddInMemoryCollection(derived);
        return mistakes;
    }

    private static bool IsSecretFile(string key) =>
        key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase) &&
        key.Contains(':', StringComparison.Ordinal) &&
        Sections.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase);

    private static void ReadSecret(
        IConfiguration configuration, string key, string path, Dictionary<string, string?> derived, List<string> mistakes)
    {
        var target = key[..^FileSuffix.Length];
        if (!string.IsNullOrEmpty(configuration[target]))
        {
            mistakes.Add($"{key}: is given besides {target}; leave one of them out.");
            return;
        }

        try
        {
            derived[target] = File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            mistakes.Add($"{key}: the file {path} cannot be read.");
        }
    }
}
