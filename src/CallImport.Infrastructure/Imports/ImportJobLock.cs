using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Infrastructure.Imports;

/// <summary>
/// Verbs that change a job lock its row first, then its calls. Every other writer keeps the same order, so that they queue up instead of
/// blocking one another for ever.
/// </summary>
internal static class ImportJobLock
{
    public static async Task<ImportJob?> TakeAsync(CallImportDbContext database, Actor actor, Guid jobId, CancellationToken cancellationToken) =>
        (await database.ImportJobs
            .FromSql($"SELECT * FROM import_jobs WHERE id = {jobId} AND workspace_id = {actor.WorkspaceId} FOR UPDATE")
            .AsNoTracking().ToListAsync(cancellationToken)).FirstOrDefault();

    public static Task<ImportJob?> ReadAsync(CallImportDbContext database, Actor actor, Guid jobId, CancellationToken cancellationToken) =>
        database.ImportJobs.AsNoTracking().FirstOrDefaultAsync(row => row.Id == jobId && row.WorkspaceId == actor.WorkspaceId, cancellationToken);
}
