using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CallImport.Infrastructure.Workspaces;

/// <summary>
/// A bearer token: <c>ci_</c>, 40 random characters of 62 (238 bit) and a checksum of 6. The prefix lets secret scanners find
/// leaked ones, the checksum tells typing errors and truncation from wrong tokens without asking the database.
/// </summary>
public sealed partial record ApiTokenSecret
{
    private const string Prefix = "ci_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 40;
    private const int ChecksumLength = 6;
    private const int HintLength = 7;

    private readonly string value;

    private ApiTokenSecret(string value) => this.value = value;

    /// <summary>SHA-256, 64 lower-case hex digits; all that is stored. The token is random, so no slow hash is needed.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(value)));

    /// <summary>The first characters, to recognise it by.</summary>
    public string Hint => value[..HintLength];

    public static ApiTokenSecret Create()
    {
        var random = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return new ApiTokenSecret(random + ChecksumOf(random));
    }

    /// <returns>false for everything that this application cannot have made</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiTokenSecret? token)
    {
        token = text is not null && Shape().IsMatch(text) && text.EndsWith(ChecksumOf(text[..^ChecksumLength]), StringComparison.Ordinal)
            ? new ApiTokenSecret(text)
            : null;
        return token is not null;
    }

    /// <summary>The whole token. It is shown once, to the person who made it.</summary>
    public string Reveal() => value;

    public override string ToString() => $"{nameof(ApiTokenSecret)}({Hint}…)";

    private static string ChecksumOf(string text)
    {
        var rest = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
        var checksum = new char[ChecksumLength];
        for (var index = ChecksumLength - 1; index >= 0; index--, rest /= (uint)Alphabet.Length)
        {
            checksum[index] = Alphabet[(int)(rest % Alphabet.Length)];
        }

        return new string(checksum);
    }

    [GeneratedRegex("^ci_[0-9A-Za-z]{46}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
