using System.Security.Cryptography;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Webhooks;

public enum WebhookFate
{
    /// <summary>Nothing in it proves that the platform sent it, now, and so.</summary>
    Refused,

    /// <summary>Committed: a run will look for what was announced, whatever becomes of this process.</summary>
    Kept,
}

/// <summary>Takes an announcement in: proved, kept, and only then acknowledged. No platform and no storage is asked on the way.</summary>
public sealed partial class TakeWebhook(
    IDbContextFactory<CallImportDbContext> databases,
    PlatformCatalog catalog,
    WebhookCipher cipher,
    IOptions<AppOptions> app,
    IOptions<WebhookOptions> options,
    ILogger<TakeWebhook> logger)
{
    /// <returns>null for an address that nobody has, has any more, or has at another platform</returns>
    public async Task<CredentialWebhook?> FindAsync(string platform, string connectionKey, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.CredentialWebhooks.AsNoTracking()
            .Where(row => row.ConnectionKey == connectionKey && row.Platform == platform)
            .FirstOrDefaultAsync(
                row => database.ImportCredentials.Any(owner => owner.Id == row.CredentialId && owner.Status != CredentialStatus.Deleted), cancellationToken);
    }

    /// <param name="webhook">As found.</param>
    /// <param name="headers">Of the request, by name.</param>
    /// <param name="body">Byte for byte.</param>
    /// <param name="now">When it came.</param>
    public async Task<WebhookFate> ExecuteAsync(
        CredentialWebhook webhook, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (NoticeIn(RequestOf(webhook, headers, body, now), webhook) is not { } notice)
        {
            Log.Refused(logger, webhook.Platform, webhook.CredentialId);
            return WebhookFate.Refused;
        }

        if (!notice.IsTest)
        {
            await KeepAsync(webhook, notice, Convert.ToHexStringLower(SHA256.HashData(body.Span)), cancellationToken);
        }

        return WebhookFate.Kept;
    }

    /// <returns>What the platform wants to hear to its question whether the address is ours; null when it asks no such thing.</returns>
    public WebhookReply? Answer(CredentialWebhook webhook, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        catalog.Adapter(webhook.Platform)?.Webhooks?.Answer(RequestOf(webhook, headers, body, now), [.. SecretsOf(webhook)]);

    private WebhookRequest RequestOf(CredentialWebhook webhook, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, DateTimeOffset now) => new()
    {
        Url = ConfigureWebhook.AddressOf(app.Value, webhook),
        Headers = headers,
        Body = body,
        Now = now,
        Tolerance = TimeSpan.FromSeconds(options.Value.ToleranceSeconds),
    };

    private WebhookNotice? NoticeIn(WebhookRequest request, CredentialWebhook webhook) =>
        catalog.Adapter(webhook.Platform)?.Webhooks is { } verifier
            ? (verifier.SignsAnnouncements ? SecretsOf(webhook) : [""]).Select(secret => verifier.Verify(request, secret)).FirstOrDefault(notice => notice is not null)
            : null;

    private IEnumerable<string> SecretsOf(CredentialWebhook webhook)
    {
        foreach (var encrypted in new[] { webhook.EncryptedSecret, webhook.EncryptedPreviousSecret, webhook.EncryptedSubscriptionSecret }.OfType<string>())
        {
            string secret;
            try
            {
                secret = cipher.Unprotect(encrypted, webhook);
            }
            catch (CryptographicException unreadable)
            {
                Log.Unreadable(logger, webhook.CredentialId, unreadable);
                continue;
            }

            yield return secret;
        }
    }

    /// <summary>
    /// The same announcement again changes nothing. A new one makes a run due: at once, yet not within a minute of the last start, so that a busy day
    /// at the source does not spend its limits.
    /// </summary>
    private async Task KeepAsync(CredentialWebhook webhook, WebhookNotice notice, string hash, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var startedAt = notice.CallStartedAt?.ToUniversalTime();
        await database.Database.ExecuteSqlAsync(
            $"""
             WITH kept AS (
                 INSERT INTO webhook_events AS event (credential_id, body_sha256, workspace_id, received_at, deliveries)
                 VALUES ({webhook.CredentialId}, {hash}, {webhook.WorkspaceId}, now(), 1)
                 ON CONFLICT (credential_id, body_sha256) DO UPDATE SET deliveries = event.deliveries + 1
                 RETURNING deliveries)
             UPDATE import_sync_configs config
             SET next_run_at = least(next_run_at, greatest(now(), (
                     SELECT max(created_at) + interval '1 minute' FROM import_jobs job
                     WHERE job.credential_id = config.credential_id AND job.job_type = 'sync' AND job.created_at > now() - interval '1 minute'))),
                 rescan_from = least(rescan_from, {startedAt}::timestamptz)
             WHERE credential_id = {webhook.CredentialId} AND workspace_id = {webhook.WorkspaceId} AND enabled
                 AND EXISTS (SELECT 1 FROM kept WHERE deliveries = 1)
             """,
            cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An announcement for {Platform} credential {CredentialId} was refused: nothing proves that the platform sent it now")]
        public static partial void Refused(ILogger logger, string platform, Guid credentialId);

        [LoggerMessage(Level = LogLevel.Error, Message = "The webhook secret of credential {CredentialId} cannot be decrypted")]
        public static partial void Unreadable(ILogger logger, Guid credentialId, Exception fault);
    }
}
