using System.Buffers.Text;
using System.Security.Cryptography;
using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Webhooks;

/// <param name="Url">Where the platform sends its announcements; the same each time.</param>
/// <param name="IsReady">False until a secret is given: without one nothing is believed.</param>
public sealed record WebhookAddress(string Url, bool IsReady);

/// <summary>Opens the address at which a platform may announce new calls of one credential.</summary>
public sealed class ConfigureWebhook(
    IDbContextFactory<CallImportDbContext> databases,
    PlatformRegistry registry,
    PlatformCatalog catalog,
    WebhookCipher cipher,
    IOptions<AppOptions> app,
    AuditTrail audit)
{
    private const int KeyBytes = 24;
    private const int LongestSecret = 4096;

    /// <summary>
    /// An announcement only sets off a run of the sync. So a credential whose sync was never switched on or off gets it switched on; one that was
    /// switched off stays off.
    /// </summary>
    /// <param name="secret">What proves announcements, as the platform shows it; null keeps the one there is.</param>
    /// <param name="previousSecret">Believed as well, while the platform changes over; with a new <paramref name="secret"/>, null ends that.</param>
    /// <returns>The address; or NotFound, Forbidden, or BadInput for a platform without such announcements or a secret that cannot be one.</returns>
    public async Task<Result<WebhookAddress>> ExecuteAsync(
        Actor actor, Guid credentialId, string? secret, string? previousSecret, CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            return new MayNotManageCredentials();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await SyncSettings.LockCredentialAsync(database, actor, credentialId, cancellationToken) is not { } credential)
        {
            return new UnknownCredential();
        }

        var platform = await registry.FindAsync(credential.Platform, cancellationToken);
        if (platform is not { CanSync: true } || catalog.Adapter(credential.Platform)?.Webhooks is not { } verifier)
        {
            return new WebhooksNotOffered(platform?.Capability.DisplayName ?? credential.Platform);
        }

        var now = await DatabaseClock.NowAsync(database, cancellationToken);
        var webhook = await FindOrAddAsync(database, credential, now, cancellationToken);
        if (Mistake(verifier, secret, previousSecret, webhook) is { } mistake)
        {
            return new WebhookSecretUnusable(mistake);
        }

        if (secret is not null || previousSecret is not null)
        {
            // One of the two is there: without a secret of its own a previous one was refused.
            var current = secret is null ? webhook.EncryptedSecret! : cipher.Protect(secret.Trim(), webhook);
            webhook.Seal(current, previousSecret is null ? null : cipher.Protect(previousSecret.Trim(), webhook), now);
        }

        var config = await SyncSettings.FindOrAddAsync(database, credential, platform.Descriptor.SyncOverlap, now, cancellationToken);
        if (database.Entry(config).State == EntityState.Added)
        {
            config.TurnOn(ImportSyncConfig.DefaultFrequencyMinutes, now);
        }

        await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "webhook.configured", $"{credentialId}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WebhookAddress(AddressOf(app.Value, webhook).AbsoluteUri, webhook.EncryptedSecret is not null || !verifier.SignsAnnouncements);
    }

    /// <summary>What the platform was told, whatever proxies make of it on the way.</summary>
    internal static Uri AddressOf(AppOptions app, CredentialWebhook webhook) =>
        new(app.PublicUrl ?? throw new InvalidOperationException("App:PublicUrl is completed at the start."), $"/webhooks/{webhook.Platform}/{webhook.ConnectionKey}");

    /// <summary>Cannot be guessed.</summary>
    internal static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    private static string? Mistake(IWebhookVerifier verifier, string? secret, string? previousSecret, CredentialWebhook webhook) =>
        secret?.Length > LongestSecret || previousSecret?.Length > LongestSecret ? "The secret is too long to be one."
        : previousSecret is not null && secret is null && webhook.EncryptedSecret is null ? "A previous secret needs a current one beside it."
        : (secret is null ? null : verifier.MistakeIn(secret)) ?? (previousSecret is null ? null : verifier.MistakeIn(previousSecret));

    private static async Task<CredentialWebhook> FindOrAddAsync(
        CallImportDbContext database, ImportCredential credential, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhook = await database.CredentialWebhooks
            .FirstOrDefaultAsync(row => row.CredentialId == credential.Id && row.WorkspaceId == credential.WorkspaceId, cancellationToken);
        if (webhook is null)
        {
            webhook = new CredentialWebhook(credential.Id, credential.WorkspaceId, credential.Platform, NewKey(), now);
            database.CredentialWebhooks.Add(webhook);
        }

        return webhook;
    }
}
