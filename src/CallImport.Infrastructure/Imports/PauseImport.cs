using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Lets calls in work finish and starts no others, until the import is resumed.</summary>
public sealed class PauseImport(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit)
{
    public async Task<Result<ImportJob>> ExecuteAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        if (!actor.MayImport)
        {
            return new MayNotImport();
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await ImportJobLock.TakeAsync(database, actor, jobId, cancellationToken) is not { } job)
        {
            return new ImportNotFound();
        }

        if (job.Status.IsTerminal())
        {
            return new ImportHasEnded(Slug.Of(job.Status));
        }

        if (job.PausedAt is null)
        {
            await database.Database.ExecuteSqlAsync(
                $"""
                 UPDATE import_jobs SET paused_at = now(), estimated_completion_at = NULL, updated_at = now()
                 WHERE id = {jobId} AND workspace_id = {actor.WorkspaceId}
                 """,
                cancellationToken);
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.paused", $"{jobId}", cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Pause, jobId, cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Progress, jobId, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return await ImportJobLock.ReadAsync(database, actor, jobId, cancellationToken) is { } paused ? paused : new ImportNotFound();
    }
}
