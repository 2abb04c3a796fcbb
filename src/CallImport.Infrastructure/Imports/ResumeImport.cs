using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>Lets a paused import go on.</summary>
public sealed class ResumeImport(IDbContextFactory<CallImportDbContext> databases, AuditTrail audit, DiscoveryTrigger discovery)
{
    public async Task<Result<ImportJob>> ExecuteAsync(Actor actor, Guid jobId, CancellationToken cancellationToken)
    {
        var result = await ImportChange.MakeAsync<ImportJob>(
            databases, actor, jobId, (database, job) => ResumeAsync(database, actor, job, cancellationToken), cancellationToken);
        if (result.Value is { ListingSealedAt: null })
        {
            await discovery.HintAsync(jobId, cancellationToken);
        }

        return result;
    }

    private async Task<Result<ImportJob>> ResumeAsync(CallImportDbContext database, Actor actor, ImportJob job, CancellationToken cancellationToken)
    {
        if (job.Status.IsTerminal())
        {
            return new ImportHasEnded(Slug.Of(job.Status));
        }

        if (job.PausedAt is not null)
        {
            await database.Database.ExecuteSqlAsync(
                $"UPDATE import_jobs SET paused_at = NULL, updated_at = now() WHERE id = {job.Id} AND workspace_id = {actor.WorkspaceId}",
                cancellationToken);
            await audit.AppendAsync(database, actor.WorkspaceId, actor.Name, "import.resumed", $"{job.Id}", cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Work, job.Id, cancellationToken);
            await ImportChannels.NotifyAsync(database, ImportChannels.Progress, job.Id, cancellationToken);
        }

        return await ImportChange.DoneAsync(database, actor, job.Id, cancellationToken);
    }
}
