using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Sync;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Sync;

/// <summary>The syncs of a workspace. A foreign id is answered like one that does not exist.</summary>
public sealed class SyncQueries
{
    private const int ShownRuns = 30;

    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly PlatformRegistry registry;
    private readonly SyncHistory history;

    internal SyncQueries(IDbContextFactory<CallImportDbContext> databases, PlatformRegistry registry, SyncHistory history) =>
        (this.databases, this.registry, this.history) = (databases, registry, history);

    /// <summary>Settings of all credentials that are not deleted and were switched on or off at least once, oldest first.</summary>
    public async Task<IReadOnlyList<ImportSyncConfig>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ImportSyncConfigs.AsNoTracking()
            .Where(config => config.WorkspaceId == actor.ReadableWorkspaceId)
            .Where(config => database.ImportCredentials.Any(row => row.Id == config.CredentialId && row.DeletedAt == null))
            .OrderBy(config => config.CreatedAt).ThenBy(config => config.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Every credential that is not deleted, with its sync if it has one; those that are synced first, then the newest.</summary>
    public async Task<IReadOnlyList<SyncOverview>> OverviewAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var credentials = await database.ImportCredentials.AsNoTracking()
            .Where(row => row.WorkspaceId == actor.ReadableWorkspaceId && row.DeletedAt == null)
            .OrderByDescending(row => row.CreatedAt).ToListAsync(cancellationToken);
        var configs = await database.ImportSyncConfigs.AsNoTracking()
            .Where(config => config.WorkspaceId == actor.ReadableWorkspaceId).ToDictionaryAsync(config => config.CredentialId, cancellationToken);
        var overviews = new List<SyncOverview>();
        foreach (var credential in credentials)
        {
            overviews.Add(await LookAtAsync(database, credential, configs.GetValueOrDefault(credential.Id), cancellationToken));
        }

        return [.. overviews.OrderByDescending(overview => overview.IsOn)];
    }

    private async Task<SyncOverview> LookAtAsync(
        CallImportDbContext database, ImportCredential credential, ImportSyncConfig? config, CancellationToken cancellationToken)
    {
        var platform = await registry.FindAsync(credential.Platform, cancellationToken);
        return new SyncOverview
        {
            Credential = credential,
            Config = config,
            IsOffered = platform is { CanSync: true },
            CostPerCallCents = platform?.Capability.CostPerCallCents,
            Runs = await database.ImportJobs.AsNoTracking()
                .Where(job => job.CredentialId == credential.Id && job.WorkspaceId == credential.WorkspaceId && job.JobType == ImportJobType.Sync)
                .OrderByDescending(job => job.CreatedAt).Take(ShownRuns).ToListAsync(cancellationToken),
            Coverage = await history.CoverageAsync(credential.WorkspaceId, credential.Id, cancellationToken),
        };
    }
}
