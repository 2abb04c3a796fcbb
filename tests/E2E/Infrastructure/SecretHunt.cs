using System.Buffers.Text;
using System.Text;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>Looks for secrets in anything the product leaves behind, in every encoding a careless line of code would produce.</summary>
internal sealed class SecretHunt(params string[] secrets)
{
    private readonly (string Name, byte[] Needle)[] needles = [.. secrets.SelectMany(Encodings)];

    /// <returns>What was found, as "encoding in place"; empty when clean.</returns>
    public IEnumerable<string> In(string place, ReadOnlyMemory<byte> content) =>
        from needle in needles
        where content.Span.IndexOf(needle.Needle) >= 0
        select $"{needle.Name} in {place}";

    public IEnumerable<string> InText(string place, string content) => In(place, Encoding.UTF8.GetBytes(content));

    public IEnumerable<string> InFolder(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).SelectMany(file => In(file, File.ReadAllBytes(file)));

    private static IEnumerable<(string Name, byte[] Needle)> Encodings(string secret, int index)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ($"secret {index} as text", bytes);
        yield return ($"secret {index} as UTF-16", Encoding.Unicode.GetBytes(secret));
        yield return ($"secret {index} as hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ($"secret {index} as upper-case hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        yield return ($"secret {index} reversed", Encoding.UTF8.GetBytes(new string([.. secret.Reverse()])));
        if (Uri.EscapeDataString(secret) is var escaped && escaped != secret)
        {
            yield return ($"secret {index} percent-encoded", Encoding.ASCII.GetBytes(escaped));
        }

        // Base64 inside a longer text starts at any of three offsets; the characters at the edges depend on the neighbours.
        for (var offset = 0; offset < 3; offset++)
        {
            byte[] shifted = [.. new byte[offset], .. bytes];
            var from = offset == 0 ? 0 : offset + 1;
            var whole = Convert.ToBase64String(shifted).TrimEnd('=');
            yield return ($"secret {index} as base64 at {offset}", Encoding.ASCII.GetBytes(whole[from..^2]));
            yield return ($"secret {index} as base64url at {offset}", Encoding.ASCII.GetBytes(Base64Url.EncodeToString(shifted)[from..^2]));
        }
    }
}
