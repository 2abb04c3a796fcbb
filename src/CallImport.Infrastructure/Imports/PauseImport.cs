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
    public Task<Result<ImportJob>> ExecuteAsync(Actor actor, Guid jobId, CancellationToken cancellationToken) =>
        ImportChange.MakeAsync<ImportJob>(databases, actor, jobId, (database, job) => PauseAsync(database, actor, job, cancellationToken), cancellationToken);

    private async Task<Result<ImportJob>> PauseAsync(CallImportDbContext database, Actor actor, ImportJob job, CancellationToken cancellationToken)
    {
        if (job.Status.IsTerminal())
        {
            return new ImportHasEnded(Slug.Of(job.Status));
        }

        if (job.PausedAt is null)
        {
            await database.Database.ExecuteSqlAsync(
                $"""
                 UPDATE import_jobs SET paused_at = now(), estimated_completion_at = NULL, updated_at = now()
                 WHERE id = {job.Id} AND workspace_id = {actor.WorkspaceId}
                 """,
                cancellationToken);
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.paused", $"{job.Id}", cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Pause, job.Id, cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job.Id, cancellationToken);
        }

        return await ImportChange.DoneAsync(database, actor, job.Id, cancellationToken);
    }
}
