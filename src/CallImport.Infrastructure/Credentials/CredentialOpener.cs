using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Turns rows into connections and secrets into ciphertext. Asks nobody.</summary>
internal sealed class CredentialOpener(CredentialCipher cipher, PlatformCatalog catalog, IOptionsMonitor<PlatformEndpointOptions> endpoints)
{
    public const string WasDeleted = "The credential was deleted. An administrator has to connect the account again.";

    /// <exception cref="PlatformException">AuthExpired when the row is deleted or cannot be decrypted.</exception>
    public PlatformConnection Open(ImportCredential credential, bool evenIfInvalid = false)
    {
        if (credential.Status == CredentialStatus.Deleted)
        {
            throw new PlatformException(FailureClass.AuthExpired, WasDeleted);
        }

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
    public PlatformConnection OpenUnsaved(Guid workspaceId, CredentialCandidate candidate) => new()
    {
        WorkspaceId = workspaceId,
        CredentialId = null,
        Platform = candidate.Descriptor.Slug,
        BaseUrl = BaseUrlOf(candidate.Descriptor, candidate.BaseUrl),
        Secret = candidate.Secret,
    };

    public string Seal(ImportCredential row, CredentialSecret secret) => cipher.Protect(secret, row.WorkspaceId, row.Platform, row.Id);

    public static string VersionOf(string sealedSecret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sealedSecret)))[..16];

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
}
