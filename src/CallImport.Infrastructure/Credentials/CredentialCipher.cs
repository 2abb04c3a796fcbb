using System.Security.Cryptography;
using System.Text.Json;
using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using Microsoft.AspNetCore.DataProtection;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Encrypts credentials for the database. A ciphertext opens only in the row, workspace and platform that it was made for.</summary>
public sealed class CredentialCipher(IDataProtectionProvider protection)
{
    private const int Version = 1;
    private const string Purpose = "CallImport.Credential.v1";

    /// <returns>JSON with version and ciphertext, for <see cref="ImportCredential.EncryptedCredentials"/></returns>
    public string Protect(CredentialSecret secret, Guid workspaceId, string platform, Guid credentialId)
    {
        var clear = JsonSerializer.SerializeToUtf8Bytes(new ClearText(Slug.Of(secret.Type), secret.Values));
        try
        {
            var cipher = ProtectorFor(workspaceId, platform, credentialId).Protect(clear);
            return JsonSerializer.Serialize(new Envelope(Version, Convert.ToBase64String(cipher)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <exception cref="CredentialUnreadableException">The ciphertext is of another row, was changed, or its key is gone.</exception>
    public CredentialSecret Unprotect(string encrypted, Guid workspaceId, string platform, Guid credentialId)
    {
        byte[] clear = [];
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(encrypted);
            if (envelope is not { V: Version, Data: { } data })
            {
                throw new CredentialUnreadableException(credentialId, null);
            }

            clear = ProtectorFor(workspaceId, platform, credentialId).Unprotect(Convert.FromBase64String(data));
            return JsonSerializer.Deserialize<ClearText>(clear) is { } text
                ? new CredentialSecret(Slug.Parse<CredentialType>(text.Type), text.Values)
                : throw new CredentialUnreadableException(credentialId, null);
        }
        catch (Exception error) when (error is CryptographicException or JsonException or FormatException)
        {
            throw new CredentialUnreadableException(credentialId, error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private IDataProtector ProtectorFor(Guid workspaceId, string platform, Guid credentialId) =>
        protection.CreateProtector(Purpose, workspaceId.ToString("N"), platform, credentialId.ToString("N"));

    private sealed record Envelope(int V, string? Data);

    private sealed record ClearText(string Type, IReadOnlyDictionary<string, string> Values);
}
