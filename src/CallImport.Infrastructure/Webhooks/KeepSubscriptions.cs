using System.Buffers.Text;
using System.Security.Cryptography;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Webhooks;

/// <summary>
/// Makes the subscriptions that syncs want where a platform announces only to subscribers: made when a sync is switched on, looked after before they end, made
/// anew when the platform has dropped them, ended when the sync is switched off. What goes wrong here holds up no sync: its schedule finds every call.
/// </summary>
internal sealed partial class KeepSubscriptions(
    IDbContextFactory<CallImportDbContext> databases,
    PlatformCatalog catalog,
    CredentialVault vault,
    WebhookCipher cipher,
    IOptions<AppOptions> app,
    ILogger<KeepSubscriptions> logger)
{
    private const int SecretBytes = 24;

    /// <summary>A subscription that the platform has dropped is noticed within this time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(5);

    /// <summary>For rights that people have to give, and addresses that a platform cannot reach.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);

    private readonly string[] platforms = [.. catalog.All.Select(platform => platform.Slug).Where(slug => catalog.Adapter(slug)?.Subscriptions is not null)];

    /// <summary>All that are due, each by one node.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        foreach (var due in await FindAsync(cancellationToken))
        {
            if (await ClaimAsync(due, cancellationToken) is { } webhook && catalog.Adapter(webhook.Platform)?.Subscriptions is { } subscriptions)
            {
                await SettleAsync(subscriptions, webhook, due.IsWanted, cancellationToken);
            }
        }
    }

    private async Task SettleAsync(IWebhookSubscriptions subscriptions, CredentialWebhook webhook, bool isWanted, CancellationToken cancellationToken)
    {
        try
        {
            // Not by way of the vault's second try: a right to subscribe that is missing says nothing against the sign-in.
            var connection = await vault.OpenAsync(webhook.CredentialId, cancellationToken);
            await (isWanted ? KeepAsync(subscriptions, connection, webhook, cancellationToken) : EndAsync(subscriptions, connection, webhook, cancellationToken));
        }
        catch (PlatformException refused)
        {
            Log.Refused(logger, webhook.CredentialId, webhook.Platform, refused.Message);
            var pause = refused.FailureClass is FailureClass.Transient or FailureClass.RateLimited ? refused.RetryAfter ?? AfterTrouble : AfterRefusal;
            await PutOffAsync(webhook, pause, cancellationToken);
        }
    }

    private async Task KeepAsync(IWebhookSubscriptions subscriptions, PlatformConnection connection, CredentialWebhook webhook, CancellationToken cancellationToken)
    {
        if (webhook.SubscriptionId is { } known)
        {
            if (await subscriptions.KeepAsync(connection, known, cancellationToken) is { } kept)
            {
                await SaveAsync(webhook, kept.Id, webhook.EncryptedSubscriptionSecret, WaitOf(kept), cancellationToken);
                return;
            }

            Log.Dropped(logger, webhook.CredentialId, webhook.Platform);
            await subscriptions.EndAsync(connection, known, cancellationToken);
        }

        // Kept first: the first announcement may come before the answer.
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var sealedSecret = cipher.Protect(secret, webhook);
        await SaveAsync(webhook, null, sealedSecret, null, cancellationToken);
        var made = await subscriptions.SubscribeAsync(connection, ConfigureWebhook.AddressOf(app.Value, webhook), secret, cancellationToken);
        if (await SaveAsync(webhook, made.Id, sealedSecret, WaitOf(made), cancellationToken))
        {
            Log.Made(logger, webhook.CredentialId, webhook.Platform);
        }
        else
        {
            await subscriptions.EndAsync(connection, made.Id, cancellationToken);
        }
    }

    private async Task EndAsync(IWebhookSubscriptions subscriptions, PlatformConnection connection, CredentialWebhook webhook, CancellationToken cancellationToken)
    {
        if (webhook.SubscriptionId is { } known)
        {
            await subscriptions.EndAsync(connection, known, cancellationToken);
        }

        await SaveAsync(webhook, null, null, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Often enough that it is prolonged in time, whatever one look may meet.</summary>
    private static TimeSpan WaitOf(WebhookSubscription subscription) => subscription.Left / 4 < Longest ? subscription.Left / 4 : Longest;

    private Task<int> PutOffAsync(CredentialWebhook webhook, TimeSpan pause, CancellationToken cancellationToken) => RunAsync(
        "UPDATE credential_webhooks SET subscription_due_at = now() + @wait WHERE credential_id = @credential AND workspace_id = @workspace AND subscription_due_at = @claimed",
        webhook,
        [new NpgsqlParameter("wait", pause)],
        cancellationToken);

    /// <param name="wait">Null keeps the turn.</param>
    /// <returns>false when the connection is gone</returns>
    private async Task<bool> SaveAsync(CredentialWebhook webhook, string? id, string? secret, TimeSpan? wait, CancellationToken cancellationToken) => await RunAsync(
        SubscriptionSql.Save,
        webhook,
        [
            new NpgsqlParameter("id", NpgsqlDbType.Text) { Value = (object?)id ?? DBNull.Value },
            new NpgsqlParameter("secret", NpgsqlDbType.Text) { Value = (object?)secret ?? DBNull.Value },
            new NpgsqlParameter("wait", NpgsqlDbType.Interval) { Value = (object?)wait ?? DBNull.Value },
        ],
        cancellationToken) > 0;

    private async Task<int> RunAsync(string sql, CredentialWebhook webhook, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.ExecuteSqlRawAsync(
            sql,
            [
                .. parameters, new NpgsqlParameter("credential", webhook.CredentialId), new NpgsqlParameter("workspace", webhook.WorkspaceId),
                new NpgsqlParameter("claimed", webhook.SubscriptionDueAt),
            ],
            cancellationToken);
    }

    private async Task<IReadOnlyList<DueSubscription>> FindAsync(CancellationToken cancellationToken)
    {
        if (platforms.Length == 0)
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Database.SqlQueryRaw<DueSubscription>(SubscriptionSql.Due, new NpgsqlParameter("platforms", platforms)).ToListAsync(cancellationToken);
    }

    private async Task<CredentialWebhook?> ClaimAsync(DueSubscription due, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var claimed = database.CredentialWebhooks.FromSqlRaw(
            SubscriptionSql.Claim,
            new NpgsqlParameter("credential", due.CredentialId),
            new NpgsqlParameter("workspace", due.WorkspaceId),
            new NpgsqlParameter("key", ConfigureWebhook.NewKey()));
        return (await claimed.AsNoTracking().ToListAsync(cancellationToken)).FirstOrDefault();
    }

    private sealed record DueSubscription(Guid CredentialId, Guid WorkspaceId, bool IsWanted);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Credential {CredentialId} has a subscription at {Platform}: new calls are announced")]
        public static partial void Made(ILogger logger, Guid credentialId, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of credential {CredentialId} at {Platform} announces nothing any more; another one is made")]
        public static partial void Dropped(ILogger logger, Guid credentialId, string platform);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of credential {CredentialId} at {Platform} could not be looked after, its sync keeps to the schedule: {Reason}")]
        public static partial void Refused(ILogger logger, Guid credentialId, string platform, string reason);
    }
}
