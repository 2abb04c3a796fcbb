using System.Security.Cryptography;
using CallImport.Domain.Credentials;
using CallImport.Domain.Sync;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Webhooks;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Credentials;

/// <param name="Key">The new key, with which everything is sealed now.</param>
/// <param name="Rewrapped">Keys that an earlier certificate wrapped and the current one wraps now.</param>
public sealed record KeyRotation(Guid Key, int Credentials, int Webhooks, int Rewrapped);

/// <summary>
/// Makes a new key, seals all secrets with it, and wraps the whole ring by the current certificate. Imports go on meanwhile; afterwards neither the old keys nor
/// the old certificate are needed for any secret.
/// </summary>
public sealed class RotateKeys(
    IKeyManager keys, CredentialCipher credentials, WebhookCipher webhooks, RewrapKeys rewrap, IDbContextFactory<CallImportDbContext> databases, AuditTrail audit)
{
    /// <summary>As long as the framework's own keys live.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <param name="now">By the clock of this process.</param>
    /// <param name="settle">Waits so long for the nodes of the cluster to notice the new key.</param>
    /// <exception cref="CredentialUnreadableException">A secret cannot be opened with any key of the ring; nothing is lost by running this again.</exception>
    public async Task<KeyRotation> ExecuteAsync(string actor, DateTimeOffset now, Func<TimeSpan, Task> settle, CancellationToken cancellationToken)
    {
        var key = keys.CreateNewKey(now, now + Lifetime);
        await settle(2 * KeyRingWatch.Every);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var (sealedCredentials, sealedWebhooks) = (await SealCredentialsAsync(database, cancellationToken), await SealWebhooksAsync(database, cancellationToken));
        var rewrapped = await rewrap.ExecuteAsync(database, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await audit.AppendAsync(database, null, actor, "keys.rotated", $"{key.KeyId}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new KeyRotation(key.KeyId, sealedCredentials, sealedWebhooks, rewrapped);
    }

    private async Task<int> SealCredentialsAsync(CallImportDbContext database, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var id in await database.ImportCredentials.Where(row => row.Status != CredentialStatus.Deleted).Select(row => row.Id).ToListAsync(cancellationToken))
        {
            // In turn with renewals: an access token that the vendor has just exchanged must find the row as it was read.
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await TokenRenewal.TakeTurnAsync(database, id, cancellationToken);
            count += await SealAsync(database, id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return count;
    }

    /// <summary>Only if it is still what was opened: one that people replace meanwhile is sealed with the new key already.</summary>
    private async Task<int> SealAsync(CallImportDbContext database, Guid id, CancellationToken cancellationToken)
    {
        if (await database.ImportCredentials.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Status != CredentialStatus.Deleted, cancellationToken) is not { } row)
        {
            return 0;
        }

        var secret = credentials.Unprotect(row.EncryptedCredentials, row.WorkspaceId, row.Platform, row.Id);
        var again = credentials.Protect(secret, row.WorkspaceId, row.Platform, row.Id);
        return await database.ImportCredentials
            .Where(kept => kept.Id == id && kept.WorkspaceId == row.WorkspaceId && kept.EncryptedCredentials == row.EncryptedCredentials)
            .ExecuteUpdateAsync(kept => kept.SetProperty(value => value.EncryptedCredentials, again), cancellationToken);
    }

    private async Task<int> SealWebhooksAsync(CallImportDbContext database, CancellationToken cancellationToken)
    {
        var count = 0;
        var rows = database.CredentialWebhooks.AsNoTracking().Where(row => row.EncryptedSecret != null || row.EncryptedSubscriptionSecret != null);
        foreach (var row in await rows.ToListAsync(cancellationToken))
        {
            var (secret, previous, subscription) = (Again(row.EncryptedSecret, row), Again(row.EncryptedPreviousSecret, row), Again(row.EncryptedSubscriptionSecret, row));
            count += await database.CredentialWebhooks
                .Where(kept => kept.CredentialId == row.CredentialId && kept.WorkspaceId == row.WorkspaceId)
                .Where(kept => kept.EncryptedSecret == row.EncryptedSecret && kept.EncryptedSubscriptionSecret == row.EncryptedSubscriptionSecret)
                .ExecuteUpdateAsync(
                    kept => kept.SetProperty(value => value.EncryptedSecret, secret).SetProperty(value => value.EncryptedPreviousSecret, previous)
                        .SetProperty(value => value.EncryptedSubscriptionSecret, subscription),
                    cancellationToken);
        }

        return count;
    }

    private string? Again(string? secret, CredentialWebhook row)
    {
        try
        {
            return secret is null ? null : webhooks.Protect(webhooks.Unprotect(secret, row), row);
        }
        catch (CryptographicException closed)
        {
            throw new CredentialUnreadableException(row.CredentialId, closed);
        }
    }
}
