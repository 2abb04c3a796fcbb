using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Sync;

/// <summary>Says what the first run would bring and cost if the sync were switched on now. Asks the platform; writes nothing.</summary>
public sealed class PreviewSync
{
    private readonly IDbContextFactory<CallImportDbContext> databases;
    private readonly PlatformRegistry registry;
    private readonly StartDueSyncs runs;
    private readonly PreviewImport preview;

    internal PreviewSync(IDbContextFactory<CallImportDbContext> databases, PlatformRegistry registry, StartDueSyncs runs, PreviewImport preview) =>
        (this.databases, this.registry, this.runs, this.preview) = (databases, registry, runs, preview);

    public async Task<Result<ImportPlan>> ExecuteAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var credential = await database.ImportCredentials.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == credentialId && row.WorkspaceId == actor.WorkspaceId && row.DeletedAt == null, cancellationToken);
        if (credential is null)
        {
            return new CredentialNotFound();
        }

        var platform = await registry.FindAsync(credential.Platform, cancellationToken);
        if (platform is not { CanSync: true })
        {
            return new SyncNotOffered(platform?.Capability.DisplayName ?? credential.Platform);
        }

        // A setting that is not there yet is made, and never saved.
        var now = await DatabaseClock.NowAsync(database, cancellationToken);
        var config = await SyncSettings.FindOrAddAsync(database, credential, platform.Descriptor.SyncOverlap, now, cancellationToken);
        var window = await runs.PlanAsync(config, platform.Descriptor.SyncOverlap, now, cancellationToken);
        return await preview.ExecuteAsync(actor, credentialId, window.From, null, cancellationToken);
    }
}
