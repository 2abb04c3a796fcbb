using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Credentials;

/// <summary>
/// Credentials that passed their checks on this node a moment ago, so that saving one does not ask the platform the same again. Nothing that is kept can be
/// used by itself: a keyed hash of what was entered, and the access that was granted for it as a ciphertext that opens only with the same secret.
/// </summary>
internal sealed class PassedChecks(TimeProvider clock)
{
    private const int Most = 1000;

    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(5);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly ConcurrentDictionary<string, Pass> passes = new(StringComparer.Ordinal);

    /// <param name="entered">Before anything was obtained for it.</param>
    /// <param name="grant">What was obtained.</param>
    public void Remember(Guid workspaceId, CredentialCandidate entered, TokenGrant? grant)
    {
        foreach (var (name, pass) in passes)
        {
            if (IsOver(pass) || passes.Count >= Most)
            {
                passes.TryRemove(name, out _);
            }
        }

        passes[NameOf(workspaceId, entered)] = new Pass(clock.GetTimestamp(), grant is null ? null : Seal(grant, KeyOf(workspaceId, entered)));
    }

    /// <returns>The credential with what was obtained for it; null when its checks have to be made.</returns>
    public CredentialCandidate? Recall(Guid workspaceId, CredentialCandidate entered) =>
        !passes.TryGetValue(NameOf(workspaceId, entered), out var pass) || IsOver(pass) ? null
        : pass.SealedGrant is null ? entered
        : entered.With(Aged(Open(pass.SealedGrant, KeyOf(workspaceId, entered)), clock.GetElapsedTime(pass.At)));

    /// <summary>What was granted belongs to one connection.</summary>
    public void Forget(Guid workspaceId, CredentialCandidate entered) => passes.TryRemove(NameOf(workspaceId, entered), out _);

    private bool IsOver(Pass pass) => clock.GetElapsedTime(pass.At) > Believed;

    private string NameOf(Guid workspaceId, CredentialCandidate entered) => Convert.ToHexString(Hash("name", workspaceId, entered));

    private byte[] KeyOf(Guid workspaceId, CredentialCandidate entered) => Hash("key", workspaceId, entered);

    private byte[] Hash(string purpose, Guid workspaceId, CredentialCandidate entered)
    {
        string[] parts =
        [
            purpose, $"{workspaceId:N}", entered.Descriptor.Slug, entered.BaseUrl ?? "",
            .. entered.Secret.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value }),
        ];
        return HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    private static TokenGrant Aged(TokenGrant grant, TimeSpan age) => grant with { Lifetime = grant.Lifetime - age };

    private static byte[] Seal(TokenGrant grant, byte[] key)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(grant);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return [.. nonce, .. tag, .. cipher];
    }

    private static TokenGrant Open(byte[] box, byte[] key)
    {
        var nonce = box.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = box.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var cipher = box.AsSpan(nonce.Length + tag.Length);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(key, tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain);
        return JsonSerializer.Deserialize<TokenGrant>(plain) ?? throw new JsonException("A grant that was kept is none.");
    }

    private sealed record Pass(long At, byte[]? SealedGrant);
}
