using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Opens credentials for one operation, and shuts those that a platform no longer accepts.</summary>
public sealed class CredentialVault(
    IDbContextFactory<CallImportDbContext> databases,
    CredentialCipher cipher,
    PlatformCatalog catalog,
    IOptionsMonitor<PlatformEndpointOptions> endpoints,
    TimeProvider clock)
{
    /// <summary>Called by the engine for jobs whose workspace it has checked; the ciphertext itself is bound to the workspace of its row.</summary>
    /// <exception cref="PlatformException">AuthExpired when the credential is marked invalid, deleted or cannot be decrypted.</exception>
    public async Task<PlatformConnection> OpenAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var credential = await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(row => row.Id == credentialId, cancellationToken);
        return credential is { IsValid: true }
            ? Open(credential)
            : throw new PlatformException(FailureClass.AuthExpired, credential is { Status: CredentialStatus.Invalid, InvalidReason: { } reason }
                ? reason
                : "The credential was deleted. An administrator has to connect the account again.");
    }

    /// <summary>
    /// Marks the credential invalid at once: no node sends anything with it until it is replaced or verified. Does nothing when it is
    /// already marked, deleted, or was given a new secret since <paramref name="connection"/> was opened.
    /// </summary>
    /// <param name="reason">One sentence for the user.</param>
    public async Task MarkInvalidAsync(PlatformConnection connection, string reason, CancellationToken cancellationToken)
    {
        if (connection.CredentialId is { } credentialId)
        {
            await MarkInvalidAsync(credentialId, reason, connection.SecretVersion, cancellationToken);
        }
    }

    /// <summary>As above, where the connection is no longer at hand.</summary>
    public Task MarkInvalidAsync(Guid credentialId, string reason, CancellationToken cancellationToken) =>
        MarkInvalidAsync(credentialId, reason, null, cancellationToken);

    internal PlatformConnection Open(ImportCredential credential, bool evenIfInvalid = false)
    {
        var descriptor = catalog.Find(credential.Platform)
            ?? throw new PlatformException(FailureClass.Permanent, $"The platform '{credential.Platform}' is not known to this version.");
        return new PlatformConnection
        {
            WorkspaceId = credential.WorkspaceId,
            CredentialId = credential.Id,
            Platform = credential.Platform,
            BaseUrl = BaseUrlOf(descriptor, credential.BaseUrl),
            Secret = Decrypt(credential),
            SecretVersion = VersionOf(credential.EncryptedCredentials),
            EvenIfInvalid = evenIfInvalid,
        };
    }

    /// <summary>For checks before anything is saved.</summary>
    internal PlatformConnection OpenUnsaved(Guid workspaceId, CredentialCandidate candidate) => new()
    {
        WorkspaceId = workspaceId,
        CredentialId = null,
        Platform = candidate.Descriptor.Slug,
        BaseUrl = BaseUrlOf(candidate.Descriptor, candidate.BaseUrl),
        Secret = candidate.Secret,
    };

    internal string Seal(ImportCredential row, CredentialSecret secret) => cipher.Protect(secret, row.WorkspaceId, row.Platform, row.Id);

    /// <summary>The account's own address, else the operator's for the platform, else the vendor's.</summary>
    private Uri BaseUrlOf(PlatformDescriptor descriptor, string? ofAccount) =>
        ofAccount is null ? endpoints.Get(descriptor.ConfigurationName).BaseUrl ?? descriptor.DefaultBaseUrl : new Uri(ofAccount);

    private CredentialSecret Decrypt(ImportCredential credential)
    {
        try
        {
            return cipher.Unprotect(credential.EncryptedCredentials, credential.WorkspaceId, credential.Platform, credential.Id);
        }
        catch (CredentialUnreadableException unreadable)
        {
            throw new PlatformException(
                FailureClass.AuthExpired,
                "The saved credential cannot be decrypted. The operator has to restore the key ring, or an administrator has to enter the credential again.",
                innerException: unreadable);
        }
    }

    private async Task MarkInvalidAsync(Guid credentialId, string reason, string? version, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var sealedSecret = await database.ImportCredentials.Where(row => row.Id == credentialId && row.Status == CredentialStatus.Valid)
            .Select(row => row.EncryptedCredentials).FirstOrDefaultAsync(cancellationToken);
        if (sealedSecret is null || (version is not null && version != VersionOf(sealedSecret)))
        {
            return;
        }

        var now = clock.GetUtcNow();
        await database.ImportCredentials
            .Where(row => row.Id == credentialId && row.Status == CredentialStatus.Valid && row.EncryptedCredentials == sealedSecret)
            .ExecuteUpdateAsync(
                row => row.SetProperty(credential => credential.Status, CredentialStatus.Invalid)
                    .SetProperty(credential => credential.InvalidReason, reason)
                    .SetProperty(credential => credential.UpdatedAt, now),
                cancellationToken);
    }

    private static string VersionOf(string sealedSecret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sealedSecret)))[..16];
}
