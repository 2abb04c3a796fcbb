using CallImport.Domain.Credentials;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <summary>
/// Opens every key of the ring before anything could make a new one: with a wrong certificate Data Protection would quietly
/// begin a second ring, and all that was encrypted before would be lost without a word.
/// </summary>
internal sealed class KeyRingCheck(
    IKeyManager keys, IDataProtectionProvider protection, IDbContextFactory<CallImportDbContext> databases) : IStartStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await database.DataProtectionKeys.CountAsync(cancellationToken);
        var ring = keys.GetAllKeys();
        var closed = ring.Count(key => !Opens(key));
        if (closed > 0 || ring.Count < stored)
        {
            throw new StartRefusedException(
                $"{KeyRingOptions.Section}:{nameof(KeyRingOptions.CertificatePath)}: {stored - ring.Count + closed} of {stored} keys of the key ring cannot be opened by this certificate. " +
                $"Start with the certificate that wraps them, or name it in {KeyRingOptions.Section}:{nameof(KeyRingOptions.PreviousCertificates)}.");
        }

        if (ring.Count == 0 && await database.ImportCredentials.AnyAsync(credential => credential.Status != CredentialStatus.Deleted, cancellationToken))
        {
            throw new StartRefusedException(
                "The key ring in the table data_protection_keys is empty although credentials are stored. Restore the table from a backup; new keys could not open them.");
        }

        // Makes the first key now, while no other node can.
        protection.CreateProtector(nameof(KeyRingCheck)).Protect("");
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
        {
            // Whatever an XML decryptor throws, the key stays shut.
            return false;
        }
    }
}
