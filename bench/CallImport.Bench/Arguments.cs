using System.Globalization;

namespace CallImport.Bench;

/// <summary><c>--name value</c> pairs.</summary>
internal sealed class Arguments(IEnumerable<string> words)
{
    private readonly Dictionary<string, string> values = words.Chunk(2)
        .ToDictionary(pair => pair[0][2..], pair => pair[1], StringComparer.Ordinal);

    /// <summary>What is none must not begin a run of an hour with everything as by default.</summary>
    public static bool ArePairs(IEnumerable<string> words) =>
        words.Chunk(2).All(pair => pair.Length == 2 && pair[0].StartsWith("--", StringComparison.Ordinal));

    public int Number(string name, int otherwise) =>
        values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string Text(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);

    /// <exception cref="InvalidOperationException">It is missing.</exception>
    public string Text(string name) => values.GetValueOrDefault(name) ?? throw new InvalidOperationException($"--{name} is missing.");
}
