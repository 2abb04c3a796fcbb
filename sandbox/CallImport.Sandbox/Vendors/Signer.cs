using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CallImport.Sandbox.Vendors;

/// <summary>Signs cursors and media addresses. The key follows from the seed, so that both survive a restart of the sandbox.</summary>
internal sealed class Signer(SandboxOptions options)
{
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes($"sandbox {options.Seed}"));

    public string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    public bool IsSigned(string text, string? signature) => signature is not null && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Sign(text)), Encoding.UTF8.GetBytes(signature));
}
