using CallImport.Domain;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Sync;

/// <summary>Switches the sync of one credential on or off. The database's clock sets when it runs.</summary>
public sealed class ConfigureSync(IDbContextFactory<CallImportDbContext> databases, PlatformRegistry registry, AuditTrail audit, SyncTrigger trigger)
{
    /// <param name="frequencyMinutes">
    /// <see cref="ImportSyncConfig.MinFrequencyMinutes"/>–<see cref="ImportSyncConfig.MaxFrequencyMinutes"/>; null keeps what is set, an hour at first.
    /// </param>
    /// <returns>The setting as it is now; or NotFound, Forbidden, or BadInput for a frequency out of range or a platform that cannot be synced.</returns>
    public async Task<Result<ImportSyncConfig>> ExecuteAsync(
        Actor actor, Guid credentialId, bool enabled, int? frequencyMinutes, CancellationToken cancellationToken)
    {
        if (!actor.MayImport && !actor.MayManageCredentials)
        {
            return new MayNotImport();
        }

        if (frequencyMinutes is < ImportSyncConfig.MinFrequencyMinutes or > ImportSyncConfig.MaxFrequencyMinutes)
        {
            return new FrequencyOutOfRange();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await SyncSettings.LockCredentialAsync(database, actor, credentialId, cancellationToken) is not { } credential)
        {
            return new CredentialNotFound();
        }

        var platform = await registry.FindAsync(credential.Platform, cancellationToken);
        if (platform is null || (enabled && !platform.CanSync))
        {
            return new SyncNotOffered(platform?.Capability.DisplayName ?? credential.Platform);
        }

        var now = await DatabaseClock.NowAsync(database, cancellationToken);
        var config = await SyncSettings.FindOrAddAsync(database, credential, platform.Descriptor.SyncOverlap, now, cancellationToken);
        var was = (config.Enabled, config.SyncFrequencyMinutes);
        if (enabled)
        {
            config.TurnOn(frequencyMinutes ?? config.SyncFrequencyMinutes, now);
        }
        else
        {
            config.TurnOff(frequencyMinutes ?? config.SyncFrequencyMinutes, now);
        }

        if (was != (config.Enabled, config.SyncFrequencyMinutes) || database.Entry(config).State == EntityState.Added)
        {
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, Act(was.Enabled, enabled), $"{credentialId}", cancellationToken);
        }

        if (was.Enabled != enabled)
        {
            await database.Database.ExecuteSqlAsync(
                $"UPDATE credential_webhooks SET subscription_due_at = now() WHERE credential_id = {credentialId} AND workspace_id = {actor.WorkspaceId}",
                cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, actor.WorkspaceId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (!was.Enabled && config.NextRunAt is { } first)
        {
            await trigger.HintAsync(credentialId, first - now, cancellationToken);
        }

        return config;
    }

    private static string Act(bool was, bool isNow) => (was, isNow) switch
    {
        (false, true) => "sync.enabled",
        (true, true) => "sync.changed",
        _ => "sync.disabled",
    };
}
