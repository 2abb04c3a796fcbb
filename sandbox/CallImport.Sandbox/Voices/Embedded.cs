namespace CallImport.Sandbox.Voices;

/// <summary>The files that travel inside the assembly.</summary>
internal static class Embedded
{
    public static IEnumerable<string> Lines(string name) => AllLines(name).Where(line => line.Length > 0 && line[0] != '#');

    public static IEnumerable<string> AllLines(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) => typeof(Embedded).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not in the assembly.");
}
