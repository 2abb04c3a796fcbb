using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Sync;

/// <summary>
/// Starts the runs that are due, each as an import like any other. The start and the date of the next run are one transaction, so that no two nodes
/// start the same run and none is lost.
/// </summary>
internal sealed partial class StartDueSyncs(
    IDbContextFactory<CallImportDbContext> databases, PlatformCatalog catalog, SyncHistory history, StartImport start, ILogger<StartDueSyncs> logger)
{
    /// <summary>In the audit trail.</summary>
    public const string ActorName = "sync";

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var (due, now) = await FindAsync(cancellationToken);
        foreach (var config in due)
        {
            try
            {
                await (now - config.NextRunAt > SyncSchedule.MissedAfter
                    ? PutOffAsync(config, SyncSchedule.CatchUp(config.CredentialId, config.Frequency, now), cancellationToken)
                    : StartAsync(config, now, cancellationToken));
            }
            catch (Exception fault) when (!CallFates.IsDatabase(fault) && !cancellationToken.IsCancellationRequested)
            {
                // It stays due; those behind it must not wait for it for ever.
                Log.Broken(logger, config.CredentialId, fault);
            }
        }
    }

    /// <summary>Keeps the settings true to the runs.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(SyncSql.Settle, cancellationToken);
    }

    /// <summary>From where the next run would list if it started now.</summary>
    public async Task<SyncWindow> PlanAsync(ImportSyncConfig config, SyncOverlap overlap, DateTimeOffset now, CancellationToken cancellationToken) => SyncWindow.Plan(
        config,
        overlap,
        await history.CoverageAsync(config.WorkspaceId, config.CredentialId, cancellationToken),
        await history.OldestFailedAsync(config.WorkspaceId, config.CredentialId, cancellationToken),
        now);

    private async Task<(List<ImportSyncConfig> Due, DateTimeOffset Now)> FindAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var due = await database.ImportSyncConfigs.FromSqlRaw(SyncSql.Due).AsNoTracking().ToListAsync(cancellationToken);
        return (due, due.Count == 0 ? default : await DatabaseClock.NowAsync(database, cancellationToken));
    }

    private async Task StartAsync(ImportSyncConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await DescriptorOfAsync(config, cancellationToken) is not { SupportsOngoingSync: true } platform)
        {
            return;
        }

        var window = await PlanAsync(config, platform.SyncOverlap, now, cancellationToken);
        var next = SyncSchedule.Next(config.CredentialId, config.Frequency, now);
        var started = await start.ExecuteAsync(
            new Actor(config.WorkspaceId, null, ActorName, WorkspaceRole.Member),
            new StartImportRequest { CredentialId = config.CredentialId, JobType = ImportJobType.Sync, From = window.From },
            database => ClaimAsync(database, config, window, next, cancellationToken),
            cancellationToken);
        if (started.Refusal is { } refusal and not StartedByAnother)
        {
            Log.NotStarted(logger, config.CredentialId, refusal.Message);
        }
    }

    /// <summary>False when the run is another's, or something has changed since it was found due.</summary>
    private static async Task<bool> ClaimAsync(
        CallImportDbContext database, ImportSyncConfig seen, SyncWindow window, DateTimeOffset next, CancellationToken cancellationToken) =>
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE import_sync_configs
             SET next_run_at = {next}, rescan_from = NULL, last_deep_run_at = CASE WHEN {window.IsDeep} THEN now() ELSE last_deep_run_at END, updated_at = now()
             WHERE id = {seen.Id} AND workspace_id = {seen.WorkspaceId} AND enabled AND next_run_at = {seen.NextRunAt}
                 AND rescan_from IS NOT DISTINCT FROM {seen.RescanFrom}
             """,
            cancellationToken) == 1;

    private async Task PutOffAsync(ImportSyncConfig config, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var putOff = await database.Database.ExecuteSqlAsync(
            $"UPDATE import_sync_configs SET next_run_at = {until} WHERE id = {config.Id} AND workspace_id = {config.WorkspaceId} AND next_run_at = {config.NextRunAt}",
            cancellationToken);
        if (putOff > 0)
        {
            await ImportChannels.NotifyAsync(database, ImportChannels.Workspace, config.WorkspaceId, cancellationToken);
        }
    }

    private async Task<PlatformDescriptor?> DescriptorOfAsync(ImportSyncConfig config, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var platform = await database.ImportCredentials
            .Where(row => row.Id == config.CredentialId && row.WorkspaceId == config.WorkspaceId && row.Status == CredentialStatus.Valid)
            .Select(row => row.Platform).FirstOrDefaultAsync(cancellationToken);
        return platform is null ? null : catalog.Find(platform);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The sync of credential {CredentialId} could not start: {Reason}")]
        public static partial void NotStarted(ILogger logger, Guid credentialId, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The sync of credential {CredentialId} could not be looked at")]
        public static partial void Broken(ILogger logger, Guid credentialId, Exception fault);
    }
}
