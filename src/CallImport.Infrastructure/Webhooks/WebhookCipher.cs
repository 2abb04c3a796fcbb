using CallImport.Domain.Sync;
using Microsoft.AspNetCore.DataProtection;

namespace CallImport.Infrastructure.Webhooks;

/// <summary>Encrypts what proves announcements. A ciphertext opens only in the row, workspace and platform that it was made for.</summary>
public sealed class WebhookCipher(IDataProtectionProvider protection)
{
    private const string Purpose = "CallImport.Webhook.v1";

    public string Protect(string secret, CredentialWebhook row) => ProtectorFor(row).Protect(secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The ciphertext is of another row, was changed, or its key is gone.</exception>
    public string Unprotect(string encrypted, CredentialWebhook row) => ProtectorFor(row).Unprotect(encrypted);

    private IDataProtector ProtectorFor(CredentialWebhook row) =>
        protection.CreateProtector(Purpose, row.WorkspaceId.ToString("N"), row.Platform, row.CredentialId.ToString("N"));
}
